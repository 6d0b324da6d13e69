"""Active learning, written plainly."""

import numpy as np


def entropy(p):
    # log(1) = 0 in place of log(0): p log p goes to zero with p.
    return -(p * np.log(np.where(p > 0, p, 1.0))).sum(axis=-1)


def margin(p):
    ordered = np.sort(p, axis=1)
    return ordered[:, -1] - ordered[:, -2]


def choose(p, count):
    return np.argsort(-entropy(p), kind="stable")[:count]


def disagreement(p):
    return entropy(p.mean(axis=0)) - entropy(p).mean(axis=0)


def farthest_first(x, labelled, count):
    def squared(k):
        return ((x - x[k]) ** 2).sum(axis=1)

    nearest = np.min([squared(k) for k in labelled], axis=0)
    chosen = []
    for _ in range(count):
        chosen.append(int(nearest.argmax()))
        nearest = np.minimum(nearest, squared(chosen[-1]))
    return np.array(chosen)
