"""Command line of the upscaler."""
from pathlib import Path
from typing import Literal

from jsonargparse import CLI
import numpy as np
from PIL import Image

from upscaler.model import Upscaler


def upscale(image: Path, output: Path = Path("upscaled.png"), scale: int = 2,
            mode: Literal["nearest", "smooth"] = "nearest", sharpen: bool = False) -> None:
    """Make a picture larger.

    Args:
        image: The picture to be made larger.
        output: Where the larger picture goes.
        scale: How many times larger it gets [1-8].
        mode: How new pixels are made.
        sharpen: Whether edges are made harder afterwards.
    """
    pixels = np.asarray(Image.open(image).convert("RGB"))
    Image.fromarray(Upscaler(scale)(pixels)).save(output)


def main():
    CLI(upscale, as_positional=False)


if __name__ == "__main__":
    main()
