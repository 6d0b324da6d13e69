# diagnosis: the farthest centre is taken
import numpy as np


def assign(x, centres):
    return np.array([np.argsort([-np.linalg.norm(p - c) for c in centres], kind="stable")[0] for p in x])


def update(x, labels, centres):
    rows = []
    for j, old in enumerate(centres):
        mine = x[labels == j]
        rows.append(np.mean(mine, axis=0) if len(mine) else old)
    return np.array(rows)


def seed(x, k, u):
    picked = [x[int(np.floor(u[0] * len(x)))]]
    d2 = np.full(len(x), np.inf)
    for draw in u[1:k]:
        d2 = np.minimum(d2, np.sum((x - picked[-1]) ** 2, axis=1))
        run = d2.cumsum()
        picked.append(x[np.argmax(run > draw * run[-1])])
    return np.array(picked)
