# diagnosis: a wide matrix is not turned: its rows must be orthonormal, and its shape kept
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
    q, r = np.linalg.qr(z)
    return q @ np.diag(np.sign(r.diagonal()))
