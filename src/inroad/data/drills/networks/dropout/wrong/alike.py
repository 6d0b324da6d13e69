# diagnosis: the channels of all examples are dropped alike
import numpy as np


def dropout(x, u, p):
    if p >= 1:
        return np.zeros_like(x)
    return np.where(u < p, 0.0, x / (1 - p))


def dropout_eval(x, p):
    return 1.0 * x


def dropout_channels(x, u, p):
    out = np.zeros_like(x)
    for c in range(x.shape[1]):
        if u[0, c] >= p and p < 1:
            out[:, c] = x[:, c] / (1 - p)
    return out


def dropout_backward(upstream, u, p):
    return dropout(upstream, u, p)
