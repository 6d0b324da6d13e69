"""Known mistakes in DoRA."""

import numpy as np
from inroad.practice.kit import mistake
from solution import lengths


@mistake("the lengths are not divided out: the direction is not of length one")
def dora(x, w, a, b, m):
    return x @ (m[:, None] * (w + b @ a)).T


@mistake("the lengths of the columns are taken instead of those of the rows")
def dora(x, w, a, b, m):
    v = w + b @ a
    return x @ (m[:, None] * v / np.sqrt((v**2).sum(axis=0))).T


@mistake("the update is divided by its own length instead of the sum's")
def dora(x, w, a, b, m):
    v = w + b @ a
    return x @ (m[:, None] * v / lengths(w)[:, None]).T


@mistake("one length of the whole matrix is taken instead of one for each row")
def dora(x, w, a, b, m):
    v = w + b @ a
    return x @ (m[:, None] * v / np.sqrt((v**2).sum())).T


@mistake("the square root of the length is missing")
def dora(x, w, a, b, m):
    v = w + b @ a
    return x @ (m[:, None] * v / (v**2).sum(axis=1, keepdims=True)).T


@mistake("the low-rank update is left out")
def dora(x, w, a, b, m):
    return x @ (m[:, None] * w / lengths(w)[:, None]).T


@mistake("the square root of the length is missing")
def dora_init(w):
    return (w**2).sum(axis=1)


@mistake("the lengths of the columns are taken instead of those of the rows")
def dora_init(w):
    return np.sqrt((w**2).sum(axis=0))


@mistake("the length is taken as constant: its own gradient is missing")
def dora_backward(upstream, x, w, a, b, m):
    v = w + b @ a
    length = lengths(v)[:, None]
    g = upstream.T @ x
    by_v = m[:, None] * g / length
    return b.T @ by_v, by_v @ a.T, (g * v / length).sum(axis=1)


@mistake("the gradient by m uses the rows before they are made of length one")
def dora_backward(upstream, x, w, a, b, m):
    v = w + b @ a
    length = lengths(v)[:, None]
    unit = v / length
    g = upstream.T @ x
    by_v = m[:, None] * (g - (g * unit).sum(axis=1, keepdims=True) * unit) / length
    return b.T @ by_v, by_v @ a.T, (g * v).sum(axis=1)
