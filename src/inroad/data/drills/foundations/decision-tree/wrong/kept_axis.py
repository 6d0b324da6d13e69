# diagnosis: the values are right, but an axis of length one is too many or missing (keepdims?)
import numpy as np


def _gini(y):
    return 1.0 - sum((np.sum(y == c) / len(y)) ** 2 for c in set(y.tolist()))


def _candidates(column):
    values = sorted(set(column.tolist()))
    return [(a + b) / 2 for a, b in zip(values, values[1:])]


def impurity(counts):
    n = counts.sum(axis=-1, keepdims=True)
    return (n > 0) * (1 - np.sum((counts / np.maximum(n, 1)) ** 2, axis=-1, keepdims=True))


def best_split(x, y, classes):
    found = (-1, 0.0, 0.0)
    for j in range(x.shape[1]):
        for cut in _candidates(x[:, j]):
            left = x[:, j] <= cut
            share = np.mean(left)
            gain = _gini(y) - share * _gini(y[left]) - (1 - share) * _gini(y[~left])
            if gain > found[2] + 1e-9:
                found = (j, cut, float(gain))
    return found


def predict(x, y, queries, classes, depth):
    feature, cut, _ = best_split(x, y, classes) if depth > 0 else (-1, 0, 0)
    if feature == -1:
        names, counts = np.unique(y, return_counts=True)
        return np.repeat(names[np.argmax(counts)], len(queries))
    out = np.zeros(len(queries), dtype=int)
    for rows, asked in (
        (x[:, feature] <= cut, queries[:, feature] <= cut),
        (x[:, feature] > cut, queries[:, feature] > cut),
    ):
        out[asked] = predict(x[rows], y[rows], queries[asked], classes, depth - 1)
    return out
