# diagnosis: the errors are divided by each other, not subtracted
import numpy as np


def _sse(y):
    return float(np.sum((y - y.mean()) ** 2))


def best_split(x, y, features):
    best = (-1, 0.0, 0.0)
    for j in sorted(int(f) for f in features):
        levels = sorted(set(x[:, j].tolist()))
        for a, b in zip(levels, levels[1:]):
            left = x[:, j] <= (a + b) / 2
            gain = (_sse(y) - _sse(y[left]) - _sse(y[~left])) / len(y)
            if gain > best[2] + 1e-9:
                best = (j, (a + b) / 2, gain)
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
        result.append(np.mean((predict(trees, mixed) - y) ** 2) / base)
    return np.array(result)
