import math

import numpy as np


def negative_gradient(y, f):
    return y - 0.5 * (1 + np.tanh(f / 2))


def stump(x, target):
    best = (-np.inf, -np.inf)
    for a, b in zip(np.unique(x), np.unique(x)[1:]):
        low, high = target[x <= a], target[x >= b]
        gain = float(
            len(low) * low.mean() ** 2 + len(high) * high.mean() ** 2 - len(target) * target.mean() ** 2
        )
        if gain > max(best[0], 0.0) + 1e-9:
            best = (gain, float((a + b) / 2))
    return best[1]


def leaf_value(y, f):
    small = np.exp(-np.abs(f))
    curvature = small / (1 + small) ** 2
    return float(np.sum(negative_gradient(y, f))) / max(float(np.sum(curvature)), 1e-12)


def boost(x, y, queries, steps, rate):
    both = np.concatenate([x, queries])
    f = np.zeros(len(both)) + math.log(np.sum(y) / (len(y) - np.sum(y)))
    known = np.arange(len(both)) < len(x)
    while steps > 0:
        low = both <= stump(x, negative_gradient(y, f[: len(x)]))
        values = [
            leaf_value(y[side[known]], f[known & side]) if side[known].any() else 0.0 for side in (low, ~low)
        ]
        f = f + rate * np.where(low, values[0], values[1])
        steps -= 1
    return f[~known]
