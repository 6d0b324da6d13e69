import numpy as np


def predict(m, p, f, q):
    return m @ f.T, q + f @ (f @ p).T


def update(m, p, y, h, r):
    weight = h.T @ np.linalg.inv(r)
    precision = np.linalg.inv(p)
    cov = np.linalg.inv(precision + weight @ h)
    s = h @ p @ h.T + r
    gap = y - h @ m
    values, vectors = np.linalg.eigh(s)
    along = vectors.T @ gap
    density = -0.5 * np.sum(along**2 / values + np.log(2 * np.pi * values))
    return cov @ (precision @ m + weight @ y), cov, float(density)


def kalman(ys, m, p, f, q, h, r):
    if len(ys) == 0:
        return np.zeros((0, len(m))), np.zeros((0, *p.shape)), 0.0
    m, p, one = update(*predict(m, p, f, q), ys[0], h, r)
    means, covs, rest = kalman(ys[1:], m, p, f, q, h, r)
    return np.concatenate([m[None], means]), np.concatenate([p[None], covs]), one + rest
