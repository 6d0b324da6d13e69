# diagnosis: the farthest point is taken each time instead of drawing one
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
    while len(picked) < k:
        nearest = [min(float(np.sum((p - c) ** 2)) for c in picked) for p in x]
        picked.append(x[nearest.index(max(nearest))])
    return np.array(picked)
