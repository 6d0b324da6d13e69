# diagnosis: the intervals lie around least squares instead of the debiased coefficients
import numpy as np


def past_only(x, penalty):
    taken = np.zeros((x.shape[1], x.shape[1]))
    rows = []
    for t in range(len(x)):
        rows.append((x[t] - taken @ x[t]) / (penalty + np.dot(x[t], x[t])))
        taken += np.outer(rows[t], x[t])
    return np.array(rows)


def ordinary(x, y):
    q, r = np.linalg.qr(x)
    return np.linalg.solve(r, q.T @ y)


def corrected(x, y, penalty):
    b = ordinary(x, y)
    return b + np.einsum("np,n->p", past_only(x, penalty), y - x.dot(b))


def noise(x, y):
    n, p = x.shape
    return np.linalg.norm(y - x.dot(ordinary(x, y))) / np.sqrt(n - p)


def weights(x, penalty):
    return past_only(x, penalty)


def debiased(x, y, penalty):
    return corrected(x, y, penalty)


def intervals(x, y, penalty, z):
    width = z * noise(x, y) * np.linalg.norm(past_only(x, penalty), axis=0)
    return ordinary(x, y)[:, None] + np.outer(width, [-1.0, 1.0])
