# diagnosis: the expanded distance |x|^2 - 2 x c + |c|^2 cancels far from the origin: take differences first
import numpy as np


def assign(x, centres):
    a = np.einsum("nd,nd->n", x, x)
    b = np.einsum("kd,kd->k", centres, centres)
    return np.argmin(a.reshape(-1, 1) + b - 2 * np.dot(x, centres.T), axis=1)


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
