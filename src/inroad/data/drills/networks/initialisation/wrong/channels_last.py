# diagnosis: a convolution is read as (h, w, in, out)
import numpy as np


def fans(shape):
    *kernel, first, second = shape
    area = 1
    for length in kernel:
        area *= length
    return area * first, area * second


def glorot_uniform(u):
    a = (6.0 / np.sum(fans(u.shape))) ** 0.5
    return u * (a + a) - a


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
