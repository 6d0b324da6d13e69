# diagnosis: each row sums over all rows before it: carry the matrix that they leave along
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
    n, p = x.shape
    w = np.zeros((n, p))
    for i in range(n):
        seen = sum((x[j] @ x[i]) * w[j] for j in range(i)) if i else np.zeros(p)
        w[i] = (x[i] - seen) / (penalty + (x[i] ** 2).sum())
    return w


def debiased(x, y, penalty):
    w = weights(x, penalty)
    b = ordinary(x, y)
    return w.T @ y + (np.eye(x.shape[1]) - w.T @ x) @ b


def intervals(x, y, penalty, z):
    width = z * noise(x, y) * np.linalg.norm(past_only(x, penalty), axis=0)
    return corrected(x, y, penalty)[:, None] + width[:, None] * np.array([-1.0, 1.0])
