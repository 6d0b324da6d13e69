import numpy as np


def project(x, g):
    inner = np.einsum("ni,nj->ij", x, g)
    return g - np.einsum("ni,ij->nj", x, inner + inner.T) * 0.5


def columns(y):
    lower = np.linalg.cholesky(y.T @ y)
    return np.linalg.solve(lower, y.T).T


def riemannian_gradient(x, g):
    outside = g - x @ (x.T @ g)
    turn = x.T @ g
    return outside + x @ (turn - turn.T) / 2


def retract(x, xi):
    done = []
    for column in (x + xi).T:
        for _ in range(2):
            for other in done:
                column = column - (other @ column) * other
        done.append(column / np.sqrt(column @ column))
    return np.stack(done, axis=1)


def ascend(a, x, rate, steps):
    y = x + 0.0
    while steps > 0:
        y = columns(y + rate * project(y, a.dot(y)))
        steps -= 1
    return y


def spd_gradient(s, g):
    root = np.linalg.cholesky(s)
    inner = root.T @ (g / 2 + g.T / 2) @ root
    return root @ inner @ root.T
