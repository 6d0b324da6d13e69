# diagnosis: the numbers are not centred: u lies in [0, 1)
import numpy as np


def fans(shape):
    if len(shape) > 2:
        area = int(np.prod(shape[2:]))
        return area * shape[1], area * shape[0]
    first, second = shape
    return first, second


def glorot_uniform(u):
    n, m = fans(u.shape)
    return u * 6**0.5 / (n + m) ** 0.5


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
