"""Simulates an epidemic and draws it."""
import numpy as np
from PIL import Image

CONFIG = {
    "beta": 0.3,        # infections per contact
    "gamma": 0.1,       # recoveries per day
    "days": 120,
    "population": 1000,
    "output": "curve.png",
}


def main(cfg):
    s, i, r = cfg["population"] - 1, 1, 0
    picture = np.zeros((100, cfg["days"], 3), "uint8")
    for day in range(cfg["days"]):
        new = cfg["beta"] * s * i / cfg["population"]
        s, i, r = s - new, i + new - cfg["gamma"] * i, r + cfg["gamma"] * i
        picture[-max(1, int(100 * i / cfg["population"])):, day] = (200, 60, 60)
    Image.fromarray(picture).save(cfg["output"])


if __name__ == "__main__":
    main(CONFIG)
