# diagnosis: the root is missing: the numbers are scaled by the variance
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
    return np.multiply(z, 2.0 / fans(z.shape)[0])


def orthogonal(z):
    n, m = z.shape
    left = (z if n >= m else z.T).copy()
    for j in range(left.shape[1]):
        left[:, j] /= np.sqrt(left[:, j] @ left[:, j])
        for k in range(j + 1, left.shape[1]):
            left[:, k] -= (left[:, j] @ left[:, k]) * left[:, j]
    return left if n >= m else left.T
