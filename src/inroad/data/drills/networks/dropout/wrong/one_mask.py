# diagnosis: one mask is used for all examples
import numpy as np


def dropout(x, u, p):
    if p >= 1:
        return np.zeros_like(x)
    return np.array([np.where(u[0] < p, 0.0, row / (1 - p)) for row in x])


def dropout_eval(x, p):
    return 1.0 * x


def dropout_channels(x, u, p):
    n, c, h, w = x.shape
    flat = dropout(x.reshape(n * c, h * w), np.repeat(u.reshape(-1, 1), h * w, axis=1), p)
    return flat.reshape(x.shape)


def dropout_backward(upstream, u, p):
    return dropout(upstream, u, p)
