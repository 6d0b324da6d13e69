# diagnosis: p is taken for the probability to keep
import numpy as np


def dropout(x, u, p):
    if p == 0:
        return x * 0.0
    return np.where(u < 1 - p, 0.0, x / p)


def dropout_eval(x, p):
    return 1.0 * x


def dropout_channels(x, u, p):
    n, c, h, w = x.shape
    flat = dropout(x.reshape(n * c, h * w), np.repeat(u.reshape(-1, 1), h * w, axis=1), p)
    return flat.reshape(x.shape)


def dropout_backward(upstream, u, p):
    return dropout(upstream, u, p)
