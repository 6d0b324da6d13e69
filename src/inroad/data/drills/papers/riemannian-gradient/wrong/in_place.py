# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
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
    for _ in range(steps):
        x[:] = columns(x + rate * project(x, a.dot(x)))
    return x


def spd_gradient(s, g):
    half = 0.5 * s.dot(g).dot(s)
    return half + half.T
