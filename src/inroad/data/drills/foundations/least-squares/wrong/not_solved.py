# diagnosis: the system with r is not solved: q^T y alone is in the basis of q
import numpy as np


def normal_equations(x, y):
    return np.linalg.solve(x.T @ x, x.T @ y)


def by_qr(x, y):
    q = np.linalg.qr(x).Q
    return np.einsum("np,n->p", q, y)


def gradient_step(x, y, beta, rate):
    return beta - rate * (2 / x.shape[0]) * (x.T @ (x @ beta - y))
