# diagnosis: one draw drops a place in all channels instead of a channel at all places
import numpy as np


def dropout(x, u, p):
    if p >= 1:
        return np.zeros_like(x)
    return np.where(u < p, 0.0, x / (1 - p))


def dropout_eval(x, p):
    return 1.0 * x


def dropout_channels(x, u, p):
    return np.where(u < p, 0.0, x / (1 - p))


def dropout_backward(upstream, u, p):
    return dropout(upstream, u, p)
