"""Dropout, written plainly."""

import numpy as np


def mask(u, p):
    if p == 1:
        return np.zeros(u.shape)  # nothing is kept: there is nothing to scale
    return (u >= p) / (1 - p)


def dropout(x, u, p):
    return x * mask(u, p)


def dropout_eval(x, p):
    return x.copy()


def dropout_channels(x, u, p):
    return x * mask(u, p)[:, :, None, None]


def dropout_backward(upstream, u, p):
    return upstream * mask(u, p)
