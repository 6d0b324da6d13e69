"""Turns grey pictures into coloured ones."""
from __future__ import annotations

from typing import Literal

import numpy as np

from .maps import MAPS


class BasePipeline:
    def __init__(self):
        self.ready = False

    def __call__(self, image):
        raise NotImplementedError


class ColourPipeline(BasePipeline):
    """Colours an image by a map.

    Args:
        cycles: how often the map repeats.
    """

    def __init__(self, cycles: int = 1):
        super().__init__()
        self.cycles = cycles

    def __call__(self, image: np.ndarray, palette: Literal["heat", "sea"] = "heat", invert: bool = False) -> np.ndarray:
        """Colour it.

        Parameters
        ----------
        image : np.ndarray
            H x W or H x W x 3, uint8
        palette : str
            which colours
        invert : bool
            light becomes dark
        """
        grey = image.mean(axis=2) if image.ndim == 3 else image.astype(float)
        t = (grey / 255 * self.cycles) % 1.000001
        t = 1 - t if invert else t
        low, high = (np.array(c, float) for c in MAPS[palette])
        return (low + (high - low) * t[..., None]).astype(np.uint8)
