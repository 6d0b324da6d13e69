# diagnosis: the deviation is taken for the limit: a uniform distribution on [-a, a) has the variance a^2 / 3
import numpy as np


def fans(shape):
    if len(shape) > 2:
        area = int(np.prod(shape[2:]))
        return area * shape[1], area * shape[0]
    first, second = shape
    return first, second


def glorot_uniform(u):
    n, m = fans(u.shape)
    std = (2 / (n + m)) ** 0.5
    return -std + 2 * std * u


def he_normal(z):
    n, _ = fans(z.shape)
    return np.sqrt(2.0) * z / np.sqrt(n)


def orthogonal(z):
    n, m = z.shape
    left = (z if n >= m else z.T).copy()
    for j in range(left.shape[1]):
        left[:, j] /= np.sqrt(left[:, j] @ left[:, j])
        for k in range(j + 1, left.shape[1]):
            left[:, k] -= (left[:, j] @ left[:, k]) * left[:, j]
    return left if n >= m else left.T
