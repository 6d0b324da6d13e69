# diagnosis: the columns are centred first: the coefficients are those of a model with an intercept
import numpy as np


def normal_equations(x, y):
    gram = x.T @ x - len(x) * np.outer(x.mean(0), x.mean(0))
    return np.linalg.solve(gram, x.T @ y - len(x) * x.mean(0) * y.mean())


def by_qr(x, y):
    q, r = np.linalg.qr(x)
    rhs = q.T @ y
    beta = np.zeros(x.shape[1])
    for k in range(len(beta) - 1, -1, -1):
        beta[k] = (rhs[k] - r[k, k + 1 :] @ beta[k + 1 :]) / r[k, k]
    return beta


def gradient_step(x, y, beta, rate):
    return beta - rate * (2 / x.shape[0]) * (x.T @ (x @ beta - y))
