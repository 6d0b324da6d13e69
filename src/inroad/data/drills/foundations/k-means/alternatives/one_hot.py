import numpy as np


def assign(x, centres):
    gaps = np.stack([np.sum((x - c) ** 2, axis=1) for c in centres])
    return np.argmin(gaps, axis=0)


def update(x, labels, centres):
    hot = np.eye(len(centres))[labels]
    count = hot.sum(axis=0)
    return centres + (hot.T @ (x - centres[labels])) / np.maximum(count, 1)[:, None]


def seed(x, k, u):
    picked = [x[int(np.floor(u[0] * len(x)))]]
    d2 = np.full(len(x), np.inf)
    for draw in u[1:k]:
        d2 = np.minimum(d2, np.sum((x - picked[-1]) ** 2, axis=1))
        run = d2.cumsum()
        picked.append(x[np.argmax(run > draw * run[-1])])
    return np.array(picked)
