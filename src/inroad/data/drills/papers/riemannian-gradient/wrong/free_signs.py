# diagnosis: the signs of QR are left as they come: R must have a positive diagonal
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
    q, _ = np.linalg.qr(xi + x, mode="reduced")
    return q


def ascend(a, x, rate, steps):
    y = x + 0.0
    while steps > 0:
        y = columns(y + rate * project(y, a.dot(y)))
        steps -= 1
    return y


def spd_gradient(s, g):
    half = 0.5 * s.dot(g).dot(s)
    return half + half.T
