from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Union

import numpy as np
from PIL import Image

PathLike = Union[str, Path]


@dataclass
class LensModel:
    """A point mass in front of a picture."""

    mass: float = 50.0
    softening: float = 5.0

    def apply(self, image: Image.Image) -> Image.Image:
        """Bend the light of a picture around the mass."""
        x = np.asarray(image.convert("RGB"))
        h, w = x.shape[:2]
        yy, xx = np.mgrid[:h, :w].astype(float)
        dy, dx = yy - h / 2, xx - w / 2
        r2 = dx**2 + dy**2 + self.softening**2
        sy = np.clip(yy - self.mass * dy / r2, 0, h - 1).astype(int)
        sx = np.clip(xx - self.mass * dx / r2, 0, w - 1).astype(int)
        return Image.fromarray(x[sy, sx])


def deflect(picture: PathLike, mass: float = 50.0, *, softening: float = 5.0) -> Image.Image:
    """Bend the light of a picture.

    Parameters
    ----------
    picture
        The picture behind the mass.
    mass : float, default 50
        Strength of the lens, between 0 and 500.
    softening : float
        How blunt its centre is.
    """
    return LensModel(mass, softening).apply(Image.open(picture))
