import numpy as np


def best_split(x, y, features):
    # The gain of a split is n_l n_r / n^2 times the squared difference of means.
    best, n = (-1, 0.0, 0.0), len(y)
    for j in np.sort(features):
        order = np.argsort(x[:, j])
        column, sums = x[order, j], np.cumsum(y[order])
        for i in range(1, n):
            if column[i] > column[i - 1]:
                gap = sums[i - 1] / i - (sums[-1] - sums[i - 1]) / (n - i)
                gain = i * (n - i) / n**2 * gap**2
                if gain > best[2] + 1e-9:
                    best = (int(j), float((column[i] + column[i - 1]) / 2), float(gain))
    return best


def grow(x, y, tries, least, rng):
    if len(y) < least:
        return float(y.mean())
    chosen = rng.choice(x.shape[1], size=tries, replace=False)
    j, cut, gain = best_split(x, y, chosen)
    if j == -1:
        return float(y.mean())
    left = x[:, j] <= cut
    low = grow(x[left], y[left], tries, least, rng)
    return (j, cut, low, grow(x[~left], y[~left], tries, least, rng))


def _all(tree, queries):
    if not isinstance(tree, tuple):
        return np.full(len(queries), tree)
    feature, threshold, left, right = tree
    return np.where(queries[:, feature] <= threshold, _all(left, queries), _all(right, queries))


def predict(trees, queries):
    return sum(_all(tree, queries) for tree in trees) / len(trees)


def permutation_importance(trees, x, y, orders):
    base = np.mean((predict(trees, x) - y) ** 2)
    result = []
    for j, order in enumerate(orders):
        mixed = np.array(x)
        mixed[:, j] = x[order, j]
        result.append(np.mean((predict(trees, mixed) - y) ** 2) - base)
    return np.array(result)
