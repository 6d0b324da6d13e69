import importlib
import sys

import numpy as np
from PIL import Image

PALETTES = {"sunset": (1.0, 0.5, 0.2), "night": (0.1, 0.1, 0.6)}


def load(name):
    return importlib.import_module("configs." + name).Config()


def sample(cfg):
    rng = np.random.default_rng(cfg.seed)
    x = rng.normal(size=(cfg.image_size, cfg.image_size, 1))
    for _ in range(cfg.steps):
        x = (x + np.roll(x, 1, 0) + np.roll(x, 1, 1)) / 3
    x = (x - x.min()) / (x.max() - x.min())
    return Image.fromarray((x * np.array(PALETTES[cfg.palette]) * 255).astype("uint8"))


if __name__ == "__main__":
    cfg = load(sys.argv[1] if len(sys.argv) > 1 else "base")
    sample(cfg).save("sample.png")
