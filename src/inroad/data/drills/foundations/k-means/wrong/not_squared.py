# diagnosis: the distances are not squared: points are drawn in proportion to D, not to D^2
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
        d = np.min([np.linalg.norm(x - c, axis=1) for c in picked], axis=0)
        run = np.cumsum(d / d.sum())
        picked.append(x[np.argmax(run > draw)])
    return np.array(picked)
