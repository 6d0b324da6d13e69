# diagnosis: x x^T g is taken off: that is for subspaces (Grassmann) and loses the rotations within them
import numpy as np


def project(x, g):
    inner = np.einsum("ni,nj->ij", x, g)
    return g - np.einsum("ni,ij->nj", x, inner + inner.T) * 0.5


def columns(y):
    lower = np.linalg.cholesky(y.T @ y)
    return np.linalg.solve(lower, y.T).T


def riemannian_gradient(x, g):
    return (np.eye(len(x)) - x.dot(x.T)).dot(g)


def retract(x, xi):
    return columns(np.add(x, xi))


def ascend(a, x, rate, steps):
    y = x + 0.0
    while steps > 0:
        y = columns(y + rate * project(y, a.dot(y)))
        steps -= 1
    return y


def spd_gradient(s, g):
    half = 0.5 * s.dot(g).dot(s)
    return half + half.T
