from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Literal, Tuple

import numpy as np
import tyro
from PIL import Image


@dataclasses.dataclass
class CameraConfig:
    """Where the camera stands."""

    azimuth: float = 30.0
    """Degrees around the object."""
    elevation: float = 10.0
    """Degrees above it."""
    resolution: Tuple[int, int] = (64, 64)


@dataclasses.dataclass(frozen=True)
class Config:
    """Render a ball from a camera."""

    output_path: Path = Path("renders/view.png")
    """Where the picture goes."""
    camera: CameraConfig = dataclasses.field(default_factory=CameraConfig)
    shading: Literal["flat", "lambert"] = "lambert"
    """How light falls."""
    colour: str = "tomato"
    """Any colour that CSS knows."""
    radius: float = 0.8
    wireframe: bool = False


def main(config: Config) -> None:
    w, h = config.camera.resolution
    y, x = np.mgrid[-1:1:h * 1j, -1:1:w * 1j]
    r2 = (x**2 + y**2) / config.radius**2
    light = np.sqrt(np.clip(1 - r2, 0, 1)) if config.shading == "lambert" else (r2 < 1).astype(float)
    base = np.array(Image.new("RGB", (1, 1), config.colour))[0, 0]
    out = (light[..., None] * base * (0.5 + 0.5 * np.cos(np.radians(config.camera.azimuth)))).astype("uint8")
    config.output_path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(out).save(config.output_path)


if __name__ == "__main__":
    main(tyro.cli(Config))
