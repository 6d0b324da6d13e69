# diagnosis: the result is divided by 1 - p after training, too
import numpy as np


def dropout(x, u, p):
    if p >= 1:
        return np.zeros_like(x)
    return np.where(u < p, 0.0, x / (1 - p))


def dropout_eval(x, p):
    return dropout(x, np.ones_like(x), p)


def dropout_channels(x, u, p):
    n, c, h, w = x.shape
    flat = dropout(x.reshape(n * c, h * w), np.repeat(u.reshape(-1, 1), h * w, axis=1), p)
    return flat.reshape(x.shape)


def dropout_backward(upstream, u, p):
    return dropout(upstream, u, p)
