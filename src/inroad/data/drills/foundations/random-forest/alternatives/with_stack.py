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
    # Nodes are lists until they are finished; a stack keeps left before right.
    root = []
    stack = [(root, np.arange(len(y)))]
    while stack:
        node, rows = stack.pop()
        j = -1
        if len(rows) >= least:
            j, cut, _ = best_split(x[rows], y[rows], rng.choice(x.shape[1], size=tries, replace=False))
        if j == -1:
            node.append(float(np.mean(y[rows])))
            continue
        node.extend([j, cut, [], []])
        below = x[rows, j] <= cut
        stack.append((node[3], rows[~below]))
        stack.append((node[2], rows[below]))

    def frozen(node):
        return node[0] if len(node) == 1 else (node[0], node[1], frozen(node[2]), frozen(node[3]))

    return frozen(root)


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
    d = x.shape[1]
    versions = [x] + [np.where(np.arange(d) == j, x[orders[j]], x) for j in range(d)]
    losses = [np.sum((y - predict(trees, each)) ** 2) / len(y) for each in versions]
    return np.array(losses[1:]) - losses[0]
