# diagnosis: the centre is the median of its points, not their mean
import numpy as np


def assign(x, centres):
    gaps = np.stack([np.sum((x - c) ** 2, axis=1) for c in centres])
    return np.argmin(gaps, axis=0)


def update(x, labels, centres):
    return np.array(
        [np.quantile(x[labels == j], 0.5, axis=0) if j in labels else c for j, c in enumerate(centres)]
    )


def seed(x, k, u):
    picked = [x[int(np.floor(u[0] * len(x)))]]
    d2 = np.full(len(x), np.inf)
    for draw in u[1:k]:
        d2 = np.minimum(d2, np.sum((x - picked[-1]) ** 2, axis=1))
        run = d2.cumsum()
        picked.append(x[np.argmax(run > draw * run[-1])])
    return np.array(picked)
