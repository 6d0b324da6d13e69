"""DoRA, written plainly."""

import numpy as np


def lengths(v):
    return np.sqrt((v**2).sum(axis=1))


def dora_init(w):
    return lengths(w)


def dora(x, w, a, b, m):
    v = w + b @ a
    directions = v / lengths(v)[:, None]
    return x @ (m[:, None] * directions).T


def dora_backward(upstream, x, w, a, b, m):
    v = w + b @ a
    length = lengths(v)[:, None]
    unit = v / length
    by_weights = upstream.T @ x
    by_m = (by_weights * unit).sum(axis=1)
    by_unit = m[:, None] * by_weights
    # A change along the direction itself changes nothing, since the length is taken out again.
    by_v = (by_unit - (by_unit * unit).sum(axis=1, keepdims=True) * unit) / length
    return b.T @ by_v, by_v @ a.T, by_m
