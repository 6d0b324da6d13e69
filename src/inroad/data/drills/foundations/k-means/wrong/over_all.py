# diagnosis: the sums are divided by the number of all points, not by that of the cluster
import numpy as np


def assign(x, centres):
    gaps = np.stack([np.sum((x - c) ** 2, axis=1) for c in centres])
    return np.argmin(gaps, axis=0)


def update(x, labels, centres):
    out = np.array(centres)
    for j in np.unique(labels):
        out[j] = np.mean(x * (labels == j)[:, None], axis=0)
    return out


def seed(x, k, u):
    picked = [x[int(np.floor(u[0] * len(x)))]]
    d2 = np.full(len(x), np.inf)
    for draw in u[1:k]:
        d2 = np.minimum(d2, np.sum((x - picked[-1]) ** 2, axis=1))
        run = d2.cumsum()
        picked.append(x[np.argmax(run > draw * run[-1])])
    return np.array(picked)
