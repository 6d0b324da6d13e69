"""Initial weights, written plainly."""

import numpy as np


def fans(shape):
    if len(shape) == 2:
        return shape[0], shape[1]
    channels_out, channels_in, height, width = shape
    return channels_in * height * width, channels_out * height * width


def glorot_uniform(u):
    fan_in, fan_out = fans(u.shape)
    limit = np.sqrt(6 / (fan_in + fan_out))  # uniform on [-a, a) has variance a^2 / 3
    return limit * (2 * u - 1)


def he_normal(z):
    return z * np.sqrt(2 / fans(z.shape)[0])


def orthogonal(z):
    if z.shape[0] < z.shape[1]:
        return orthogonal(z.T).T
    q, r = np.linalg.qr(z)
    return q * np.where(np.diag(r) < 0, -1.0, 1.0)  # else the signs would be the library's, not the draw's
