# diagnosis: the scale is the share that happened to be kept, not 1 - p
import numpy as np


def dropout(x, u, p):
    keep = ~(u < p)
    return np.where(keep, x, 0.0) * keep.size / np.float64(keep.sum())


def dropout_eval(x, p):
    return 1.0 * x


def dropout_channels(x, u, p):
    n, c, h, w = x.shape
    flat = dropout(x.reshape(n * c, h * w), np.repeat(u.reshape(-1, 1), h * w, axis=1), p)
    return flat.reshape(x.shape)


def dropout_backward(upstream, u, p):
    return dropout(upstream, u, p)
