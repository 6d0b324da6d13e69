"""A random forest, written plainly."""

import numpy as np


def best_split(x, y, features):
    best = (-1, 0.0, 0.0)
    for feature in sorted(features):
        values = np.unique(x[:, feature])
        for threshold in (values[1:] + values[:-1]) / 2:
            left = x[:, feature] <= threshold
            share = left.mean()
            gain = y.var() - share * y[left].var() - (1 - share) * y[~left].var()
            if gain > best[2] + 1e-9:
                best = (int(feature), float(threshold), float(gain))
    return best


def grow(x, y, tries, least, rng):
    if len(y) < least:
        return float(y.mean())
    feature, threshold, _ = best_split(x, y, rng.choice(x.shape[1], size=tries, replace=False))
    if feature < 0:
        return float(y.mean())
    left = x[:, feature] <= threshold
    return (
        feature,
        threshold,
        grow(x[left], y[left], tries, least, rng),
        grow(x[~left], y[~left], tries, least, rng),
    )


def asked(tree, row):
    if isinstance(tree, float):
        return tree
    feature, threshold, left, right = tree
    return asked(left if row[feature] <= threshold else right, row)


def predict(trees, queries):
    return np.array([np.mean([asked(tree, row) for tree in trees]) for row in queries])


def error(trees, x, y):
    return np.mean((predict(trees, x) - y) ** 2)


def permutation_importance(trees, x, y, orders):
    out = []
    for j, order in enumerate(orders):
        mixed = x.copy()
        mixed[:, j] = x[order, j]
        out.append(error(trees, mixed, y) - error(trees, x, y))
    return np.array(out)
