# diagnosis: each time begins with the update: the first prediction is left out
import numpy as np


def predict(m, p, f, q):
    return np.dot(f, m), np.einsum("ij,jk,lk->il", f, p, f) + q


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
    out = []
    for t, y in enumerate(ys):
        if t:
            m, p = predict(m, p, f, q)
        m, p, one = update(m, p, y, h, r)
        out.append((m, p, one))
    means, covs, logs = zip(*out)
    return np.array(means), np.array(covs), float(sum(logs))
