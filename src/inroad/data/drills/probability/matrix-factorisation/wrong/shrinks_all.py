# diagnosis: all users and items are shrunk, not only those of this rating
import numpy as np


def loss(r, mask, u, v, lam):
    gaps = (r - u.dot(v.T))[mask]
    return float((gaps @ gaps + lam * (np.sum(u * u) + np.sum(v * v))) / 2)


def loss_backward(upstream, r, mask, u, v, lam):
    gaps = np.zeros(mask.shape)
    gaps[mask] = (u.dot(v.T) - r)[mask]
    return upstream * (gaps.dot(v) + lam * u), upstream * (gaps.T.dot(u) + lam * v)


def solve_users(r, mask, v, lam):
    rows = []
    for i in range(len(r)):
        own = v[mask[i]]
        rows.append(
            np.linalg.inv(own.T.dot(own) + lam * np.identity(v.shape[1])).dot(own.T.dot(r[i][mask[i]]))
        )
    return np.array(rows)


def sgd_step(u, v, i, j, rating, rate, lam):
    one, two = u * (1 - rate * lam), v * (1 - rate * lam)
    gap = rating - np.dot(u[i], v[j])
    one[i] = (1 - rate * lam) * u[i] + rate * gap * v[j]
    two[j] = (1 - rate * lam) * v[j] + rate * gap * u[i]
    return one, two
