# diagnosis: r is transposed: the triangular system is r beta = q^T y
import numpy as np


def normal_equations(x, y):
    return np.linalg.solve(x.T @ x, x.T @ y)


def by_qr(x, y):
    q, r = np.linalg.qr(x)
    beta, rhs = np.zeros(len(r)), np.dot(y, q)
    for k in range(len(r)):
        beta[k] = (rhs[k] - r[:k, k] @ beta[:k]) / r[k, k]
    return beta


def gradient_step(x, y, beta, rate):
    return beta - rate * (2 / x.shape[0]) * (x.T @ (x @ beta - y))
