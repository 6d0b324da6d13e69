# diagnosis: this is Glorot's variance: He's has fan-in alone
import numpy as np


def fans(shape):
    if len(shape) > 2:
        area = int(np.prod(shape[2:]))
        return area * shape[1], area * shape[0]
    first, second = shape
    return first, second


def glorot_uniform(u):
    a = (6.0 / np.sum(fans(u.shape))) ** 0.5
    return u * (a + a) - a


def he_normal(z):
    return z / np.sqrt(np.mean(fans(z.shape)))


def orthogonal(z):
    n, m = z.shape
    left = (z if n >= m else z.T).copy()
    for j in range(left.shape[1]):
        left[:, j] /= np.sqrt(left[:, j] @ left[:, j])
        for k in range(j + 1, left.shape[1]):
            left[:, k] -= (left[:, j] @ left[:, k]) * left[:, j]
    return left if n >= m else left.T
