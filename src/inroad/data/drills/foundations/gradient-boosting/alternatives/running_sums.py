import math

import numpy as np


def negative_gradient(y, f):
    # y - p is (2 y - 1) times the probability of the other class.
    sign = 2 * y - 1
    return sign * np.exp(-np.logaddexp(0, sign * f))


def stump(x, target):
    order = np.argsort(x)
    s, t = x[order], target[order] - target.mean()
    most, best = 0.0, -np.inf
    for i in range(1, len(s)):
        if s[i] > s[i - 1]:
            total = t[:i].sum()
            lowered = total**2 / i + total**2 / (len(s) - i)
            if lowered > most + 1e-9:
                most, best = lowered, float(0.5 * (s[i] + s[i - 1]))
    return best


def leaf_value(y, f):
    p = 0.5 * (1 + np.tanh(f / 2))
    below = float(np.sum(p * (1 - p)))
    return float(np.sum(y - p)) / max(below, 1e-12)


def boost(x, y, queries, steps, rate):
    start = math.log(np.mean(y) / np.mean(1 - y))
    f, out = np.full(len(x), start), np.full(len(queries), start)
    for _ in range(steps):
        cut = stump(x, negative_gradient(y, f))
        moved = f.copy()
        for known, asked in ((x <= cut, queries <= cut), (x > cut, queries > cut)):
            if known.any():
                value = rate * leaf_value(y[known], f[known])
                moved[known] += value
                out[asked] += value
        f = moved
    return out
