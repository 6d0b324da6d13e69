# diagnosis: the normal equations are regularised: this is ridge regression
import numpy as np


def normal_equations(x, y):
    gram = np.einsum("ni,nj->ij", x, x)
    gram[np.diag_indices(len(gram))] += 1.0
    return np.linalg.solve(gram, np.dot(y, x))


def by_qr(x, y):
    q, r = np.linalg.qr(x)
    rhs = q.T @ y
    beta = np.zeros(x.shape[1])
    for k in range(len(beta) - 1, -1, -1):
        beta[k] = (rhs[k] - r[k, k + 1 :] @ beta[k + 1 :]) / r[k, k]
    return beta


def gradient_step(x, y, beta, rate):
    return beta - rate * (2 / x.shape[0]) * (x.T @ (x @ beta - y))
