# diagnosis: the factor 2 of the square is missing
import numpy as np


def normal_equations(x, y):
    return np.linalg.solve(x.T @ x, x.T @ y)


def by_qr(x, y):
    q, r = np.linalg.qr(x)
    rhs = q.T @ y
    beta = np.zeros(x.shape[1])
    for k in range(len(beta) - 1, -1, -1):
        beta[k] = (rhs[k] - r[k, k + 1 :] @ beta[k + 1 :]) / r[k, k]
    return beta


def gradient_step(x, y, beta, rate):
    rest = y - x @ beta
    return beta + rate * (rest[:, None] * x).mean(axis=0)
