# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
import numpy as np


def predict(m, p, f, q):
    q += f @ p @ f.T
    return f @ m, q


def update(m, p, y, h, r):
    gap = y - np.dot(h, m)
    s = np.linalg.multi_dot([h, p, h.T]) + r
    gain = np.linalg.solve(s, h @ p).T
    rest = np.identity(len(m)) - gain.dot(h)
    new = np.linalg.multi_dot([rest, p, rest.T]) + np.linalg.multi_dot([gain, r, gain.T])
    lead = np.linalg.cholesky(2 * np.pi * s)
    half = np.linalg.solve(lead, np.sqrt(2 * np.pi) * gap)
    return m + gain.dot(gap), new, float(-0.5 * half @ half - np.log(np.diag(lead)).sum())


def kalman(ys, m, p, f, q, h, r):
    means, covs, total = [], [], 0.0
    for t in range(len(ys)):
        m, p, one = update(*predict(m, p, f, q), ys[t], h, r)
        means, covs, total = means + [m], covs + [p], total + one
    return np.stack(means), np.stack(covs), total
