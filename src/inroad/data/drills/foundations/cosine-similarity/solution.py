"""Cosine similarity, written plainly."""

import numpy as np


def unit(x):
    # Scaled by the largest entry first: squares of 1e200 overflow, those of 1e-200 vanish.
    largest = np.abs(x).max(axis=1, keepdims=True)
    x = x / np.where(largest > 0, largest, 1)
    length = np.sqrt((x**2).sum(axis=1, keepdims=True))
    return x / np.where(length > 0, length, 1)


def cosine(a, b):
    return unit(a) @ unit(b).T


def through(by_unit, x):
    u = unit(x)
    across = by_unit - (by_unit * u).sum(axis=1, keepdims=True) * u
    return across / np.linalg.norm(x, axis=1, keepdims=True)


def cosine_backward(upstream, a, b):
    return through(upstream @ unit(b), a), through(upstream.T @ unit(a), b)


def most_similar(a, b, k):
    return np.argsort(-np.round(cosine(a, b), 9), axis=1, kind="stable")[:, :k]
