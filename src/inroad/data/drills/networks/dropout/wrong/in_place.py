# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
import numpy as np


def dropout(x, u, p):
    x[u < p] = 0
    return x / (1 - p) if p < 1 else x


def dropout_eval(x, p):
    return 1.0 * x


def dropout_channels(x, u, p):
    n, c, h, w = x.shape
    flat = dropout(x.reshape(n * c, h * w), np.repeat(u.reshape(-1, 1), h * w, axis=1), p)
    return flat.reshape(x.shape)


def dropout_backward(upstream, u, p):
    return dropout(upstream, u, p)
