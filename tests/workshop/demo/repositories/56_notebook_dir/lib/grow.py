import numpy as np


def grow(size, steps, rng):
    x = np.zeros((size, size))
    x[size // 2, size // 2] = 1
    for _ in range(steps):
        near = (np.roll(x, 1, 0) + np.roll(x, -1, 0) + np.roll(x, 1, 1) + np.roll(x, -1, 1)) > 0
        x = np.maximum(x, near & (rng.random(x.shape) < 0.5))
    return x
