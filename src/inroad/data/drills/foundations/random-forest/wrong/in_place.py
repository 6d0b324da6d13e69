# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
import numpy as np


def _sse(y):
    return float(np.sum((y - y.mean()) ** 2))


def best_split(x, y, features):
    best = (-1, 0.0, 0.0)
    for j in sorted(int(f) for f in features):
        column = x[:, j]
        target = y[np.argsort(column)]
        column.sort()
        for i in range(1, len(y)):
            if column[i] > column[i - 1]:
                gain = (_sse(y) - _sse(target[:i]) - _sse(target[i:])) / len(y)
                if gain > best[2] + 1e-9:
                    best = (j, float((column[i] + column[i - 1]) / 2), gain)
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


def predict(trees, queries):
    out = []
    for query in queries:
        values = []
        for node in trees:
            while not isinstance(node, float):
                node = node[2] if query[node[0]] <= node[1] else node[3]
            values.append(node)
        out.append(sum(values) / len(values))
    return np.array(out)


def permutation_importance(trees, x, y, orders):
    base = np.mean((predict(trees, x) - y) ** 2)
    result = []
    for j, order in enumerate(orders):
        mixed = np.array(x)
        mixed[:, j] = x[order, j]
        result.append(np.mean((predict(trees, mixed) - y) ** 2) - base)
    return np.array(result)
