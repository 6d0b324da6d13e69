# diagnosis: the inverse of s is used: the metric has the inverse, the gradient has s itself
import numpy as np


def project(x, g):
    inner = np.einsum("ni,nj->ij", x, g)
    return g - np.einsum("ni,ij->nj", x, inner + inner.T) * 0.5


def columns(y):
    lower = np.linalg.cholesky(y.T @ y)
    return np.linalg.solve(lower, y.T).T


def riemannian_gradient(x, g):
    return project(x, g)


def retract(x, xi):
    return columns(np.add(x, xi))


def ascend(a, x, rate, steps):
    y = x + 0.0
    while steps > 0:
        y = columns(y + rate * project(y, a.dot(y)))
        steps -= 1
    return y


def spd_gradient(s, g):
    once = np.linalg.solve(s, g + g.T)
    return 0.5 * np.linalg.solve(s, once.T).T
