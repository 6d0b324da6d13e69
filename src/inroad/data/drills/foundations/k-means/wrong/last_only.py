# diagnosis: only the distance to the last centre counts, not that to the nearest one
import numpy as np


def assign(x, centres):
    gaps = np.stack([np.sum((x - c) ** 2, axis=1) for c in centres])
    return np.argmin(gaps, axis=0)


def update(x, labels, centres):
    rows = []
    for j, old in enumerate(centres):
        mine = x[labels == j]
        rows.append(np.mean(mine, axis=0) if len(mine) else old)
    return np.array(rows)


def seed(x, k, u):
    picked = [x[int(np.floor(u[0] * len(x)))]]
    for draw in u[1:k]:
        run = np.cumsum(np.sum((x - picked[-1]) ** 2, axis=1))
        picked.append(x[np.argmax(run > draw * run[-1])])
    return np.array(picked)
