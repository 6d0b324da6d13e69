# diagnosis: p = 1 divides by zero: all entries must be 0
import numpy as np


def dropout(x, u, p):
    scale = np.divide(1.0, np.float64(1.0 - p))
    keep = np.logical_not(u < p).astype(float)
    return scale * keep * x


def dropout_eval(x, p):
    return 1.0 * x


def dropout_channels(x, u, p):
    n, c, h, w = x.shape
    flat = dropout(x.reshape(n * c, h * w), np.repeat(u.reshape(-1, 1), h * w, axis=1), p)
    return flat.reshape(x.shape)


def dropout_backward(upstream, u, p):
    return dropout(upstream, u, p)
