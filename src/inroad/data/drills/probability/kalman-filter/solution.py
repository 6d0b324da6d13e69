"""The Kalman filter, written plainly."""

import numpy as np


def predict(m, p, f, q):
    return f @ m, f @ p @ f.T + q


def update(m, p, y, h, r):
    surprise = y - h @ m
    s = h @ p @ h.T + r
    gain = np.linalg.solve(s, h @ p).T
    # Joseph's form: a sum of two squares, where (1 - K h) P would cancel and lose its symmetry.
    left = np.eye(len(m)) - gain @ h
    covariance = left @ p @ left.T + gain @ r @ gain.T
    _, log_det = np.linalg.slogdet(2 * np.pi * s)
    log_density = -0.5 * (surprise @ np.linalg.solve(s, surprise) + log_det)
    return m + gain @ surprise, covariance, float(log_density)


def kalman(ys, m, p, f, q, h, r):
    means, covariances, total = [], [], 0.0
    for y in ys:
        m, p = predict(m, p, f, q)
        m, p, log_density = update(m, p, y, h, r)
        means.append(m)
        covariances.append(p)
        total += log_density
    return np.array(means), np.array(covariances), total
