import numpy as np


def normal_equations(x, y):
    lower = np.linalg.cholesky(np.einsum("ni,nj->ij", x, x))
    z = np.linalg.solve(lower, np.einsum("ni,n->i", x, y))
    return np.linalg.solve(lower.T, z)


def by_qr(x, y):
    q, r = np.linalg.qr(x)
    rhs = q.T @ y
    beta = np.zeros(x.shape[1])
    for k in range(len(beta) - 1, -1, -1):
        beta[k] = (rhs[k] - r[k, k + 1 :] @ beta[k + 1 :]) / r[k, k]
    return beta


def gradient_step(x, y, beta, rate):
    total = np.zeros(len(beta))
    for row, target in zip(x, y):
        total += 2 * (row @ beta - target) * row
    return beta - rate * total / len(x)
