"""Tests, written plainly."""

import numpy as np


def welch(a, b):
    u, v = a.var(ddof=1) / len(a), b.var(ddof=1) / len(b)
    t = (a.mean() - b.mean()) / np.sqrt(u + v)
    return float(t), float((u + v) ** 2 / (u**2 / (len(a) - 1) + v**2 / (len(b) - 1)))


def permutation_p(a, b, orders):
    mixed = np.concatenate([a, b])[orders]
    gaps = np.abs(mixed[:, : len(a)].mean(axis=1) - mixed[:, len(a) :].mean(axis=1))
    extreme = gaps >= abs(a.mean() - b.mean()) - 1e-9
    return float((1 + extreme.sum()) / (1 + len(orders)))


def holm(p):
    order = np.argsort(p)
    adjusted = np.empty(len(p))
    adjusted[order] = np.maximum.accumulate((len(p) - np.arange(len(p))) * p[order])
    return np.minimum(adjusted, 1)


def benjamini_hochberg(p):
    order = np.argsort(p)[::-1]
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum.accumulate(len(p) / np.arange(len(p), 0, -1) * p[order])
    return np.minimum(adjusted, 1)
