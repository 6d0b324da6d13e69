# diagnosis: the logarithm of the determinant lacks the factor 1/2
import numpy as np


def predict(m, p, f, q):
    return np.dot(f, m), np.einsum("ij,jk,lk->il", f, p, f) + q


def update(m, p, y, h, r):
    gap = y - h @ m
    s = h @ p @ h.T + r
    gain = p @ h.T @ np.linalg.inv(s)
    rest = np.eye(len(m)) - gain @ h
    return (
        m + gain @ gap,
        rest @ p @ rest.T + gain @ r @ gain.T,
        float(-0.5 * gap @ np.linalg.inv(s) @ gap - np.linalg.slogdet(s)[1] - np.log(2 * np.pi) * len(y) / 2),
    )


def kalman(ys, m, p, f, q, h, r):
    means, covs, total = [], [], 0.0
    for t in range(len(ys)):
        m, p, one = update(*predict(m, p, f, q), ys[t], h, r)
        means, covs, total = means + [m], covs + [p], total + one
    return np.stack(means), np.stack(covs), total
