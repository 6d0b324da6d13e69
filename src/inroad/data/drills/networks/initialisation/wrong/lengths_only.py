# diagnosis: the columns have length one but are not orthogonal
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
    n, _ = fans(z.shape)
    return np.sqrt(2.0) * z / np.sqrt(n)


def orthogonal(z):
    if z.shape[0] < z.shape[1]:
        return orthogonal(z.T).T
    return z / np.sqrt(np.sum(z * z, axis=0))
