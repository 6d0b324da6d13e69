"""A forest as it comes, boosted trees that were tuned, and a line, on small made-up tables (NumPy only)."""

import numpy as np

TRAIN, CHOOSE, TEST, BINS, FLIPPED = 500, 250, 4000, 32, 0.1


def run(seed, variant, data):
    rng = np.random.default_rng([seed, sorted(TABLES).index(data)])
    x, y = TABLES[data](TRAIN + CHOOSE + TEST, rng)
    flip = rng.random(len(y)) < FLIPPED
    y = np.where(flip, 1 - y, y).astype(float)
    cuts = np.quantile(x[:TRAIN], np.linspace(0, 1, BINS + 1)[1:-1], axis=0)
    bins = np.stack([np.searchsorted(cuts[:, j], x[:, j]) for j in range(x.shape[1])], axis=1)
    known, test = slice(0, TRAIN + CHOOSE), slice(TRAIN + CHOOSE, None)
    if variant == "line":
        p = line(x[known], y[known], x[test])
    elif variant == "boosting, tuned":
        p = boosting(
            bins[:TRAIN], y[:TRAIN], bins[TRAIN : TRAIN + CHOOSE], y[TRAIN : TRAIN + CHOOSE], bins[test], rng
        )
    else:
        p = forest(bins[known], y[known], bins[test], int(variant.split()[1]), rng)
    return {"accuracy": float(((p > 0.5) == y[test]).mean())}


# -- tables: ten columns of numbers, two classes, one label in ten wrong ----------------------------------


def _table(rule):
    def make(count, rng):
        x = rng.uniform(-1, 1, (count, 10))
        score = rule(x)
        return x, score > np.median(score)

    return make


def _blobs(count, rng):
    centres = rng.uniform(-1, 1, (8, 10))
    which = rng.integers(8, size=count)
    return centres[which] + rng.normal(0, 0.45, (count, 10)), which % 2 == 0


TABLES = {
    "additive": _table(lambda x: np.sin(3 * x[:, 0]) + x[:, 1] ** 2 + x[:, 2] - np.abs(x[:, 3])),
    "interaction": _table(lambda x: 2 * x[:, 0] * x[:, 1] + x[:, 2]),
    "line": _table(lambda x: x[:, 0] + 0.7 * x[:, 1] - 0.5 * x[:, 2] + 0.3 * x[:, 3]),
    "thresholds": _table(lambda x: (x[:, 0] > 0.2) + (x[:, 1] < -0.1) + 2 * (x[:, 2] > 0) + 0.1 * x[:, 3]),
    "ring": _table(lambda x: -np.abs(x[:, 0] ** 2 + x[:, 1] ** 2 - 0.6)),
    "blobs": _blobs,
}


# -- trees ------------------------------------------------------------------------------------------


def grow(bins, target, weight, depth, least, tried, rng):
    """A tree as lists: column, cut, left, right, value; splits lower the weighted squared error most.

    ``tried`` columns are looked at in each node; a leaf's value is sum of target / sum of weight.
    """
    nodes, p = [], bins.shape[1]
    todo = [(np.arange(len(bins)), 0, None, None)]
    while todo:
        rows, level, parent, side = todo.pop()
        t, w = target[rows], weight[rows]
        number = len(nodes)
        nodes.append([-1, 0, 0, 0, t.sum() / max(w.sum(), 1e-12)])
        if parent is not None:
            nodes[parent][side] = number
        if level >= depth or len(rows) < 2 * least:
            continue
        columns = rng.permutation(p)[:tried]
        cells = (bins[rows][:, columns] + BINS * np.arange(len(columns))).ravel()
        size = BINS * len(columns)
        n, st, sw = (
            np.bincount(cells, None if v is None else np.repeat(v, len(columns)), size)
            .reshape(-1, BINS).cumsum(axis=1) for v in (None, t, w)
        )  # fmt: skip
        n2, st2, sw2 = len(rows) - n, t.sum() - st, w.sum() - sw
        gain = st**2 / np.maximum(sw, 1e-9) + st2**2 / np.maximum(sw2, 1e-9)
        gain[(n < least) | (n2 < least)] = -np.inf
        best = gain.argmax()
        if gain.flat[best] <= t.sum() ** 2 / max(w.sum(), 1e-9) + 1e-9:
            continue
        column, cut = columns[best // BINS], best % BINS
        left = bins[rows, column] <= cut
        nodes[number][:2] = column, cut
        todo += [(rows[left], level + 1, number, 2), (rows[~left], level + 1, number, 3)]
    return np.array([n[:4] for n in nodes]), np.array([n[4] for n in nodes])


def ask(tree, bins):
    shape, values = tree
    at = np.zeros(len(bins), int)
    while True:
        column = shape[at, 0]
        inner = column >= 0
        if not inner.any():
            return values[at]
        left = bins[np.arange(len(bins)), np.maximum(column, 0)] <= shape[at, 1]
        at = np.where(inner, np.where(left, shape[at, 2], shape[at, 3]), at)


def forest(bins, y, test, trees, rng):
    """Trees on draws with replacement, a third of the columns in each node; nothing is tuned."""
    total = np.zeros(len(test))
    for _ in range(trees):
        rows = rng.integers(len(bins), size=len(bins))
        total += ask(grow(bins[rows], y[rows], np.ones(len(rows)), 20, 2, 3, rng), test)
    return total / trees


def boosting(bins, y, choose, y_choose, test, rng):
    """Newton steps on the logistic loss; depth, rate and number of trees are chosen on examples apart."""
    best = (np.inf, None)
    for depth in (1, 2, 4):
        for rate in (0.05, 0.2):
            start = np.log(y.mean() / (1 - y.mean()))
            f, f_choose, f_test = (np.full(len(b), start) for b in (bins, choose, test))
            since = 0
            for _ in range(200):
                p = 1 / (1 + np.exp(-f))
                tree = grow(bins, y - p, p * (1 - p), depth, 5, bins.shape[1], rng)
                f, f_choose, f_test = (
                    g + rate * ask(tree, b) for g, b in ((f, bins), (f_choose, choose), (f_test, test))
                )
                loss = np.logaddexp(0, np.where(y_choose > 0.5, -f_choose, f_choose)).mean()
                best, since = ((loss, f_test), 0) if loss < best[0] else (best, since + 1)
                if since > 25:
                    break
    return 1 / (1 + np.exp(-best[1]))


def line(x, y, test, steps=30):
    """Logistic regression with a small penalty, by Newton's method."""
    a, b = (np.column_stack([np.ones(len(each)), each]) for each in (x, test))
    w = np.zeros(a.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-a @ w))
        w -= np.linalg.solve((a.T * (p * (1 - p))) @ a + np.eye(len(w)), a.T @ (p - y) + w)
    return 1 / (1 + np.exp(-b @ w))
