# diagnosis: the entries that should be dropped are kept
import numpy as np


def dropout(x, u, p):
    keep = u < p
    out = np.zeros_like(x)
    out[keep] = x[keep] / (1 - p)
    return out


def dropout_eval(x, p):
    return 1.0 * x


def dropout_channels(x, u, p):
    n, c, h, w = x.shape
    flat = dropout(x.reshape(n * c, h * w), np.repeat(u.reshape(-1, 1), h * w, axis=1), p)
    return flat.reshape(x.shape)


def dropout_backward(upstream, u, p):
    return dropout(upstream, u, p)
