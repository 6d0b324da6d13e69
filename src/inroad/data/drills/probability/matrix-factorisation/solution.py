"""Matrix factorisation, written plainly."""

import numpy as np


def errors(r, mask, u, v):
    # A product with the mask would not do: NaN times zero is NaN.
    return np.where(mask, u @ v.T - r, 0.0)


def loss(r, mask, u, v, lam):
    return float(0.5 * np.sum(errors(r, mask, u, v) ** 2) + lam / 2 * (np.sum(u**2) + np.sum(v**2)))


def loss_backward(upstream, r, mask, u, v, lam):
    e = errors(r, mask, u, v)
    return upstream * (e @ v + lam * u), upstream * (e.T @ u + lam * v)


def solve_users(r, mask, v, lam):
    u = np.zeros((len(r), v.shape[1]))
    for i, rated in enumerate(mask):
        items = v[rated]
        u[i] = np.linalg.solve(items.T @ items + lam * np.eye(v.shape[1]), items.T @ r[i, rated])
    return u


def sgd_step(u, v, i, j, rating, rate, lam):
    new_u, new_v = u.astype(float), v.astype(float)
    error = rating - u[i] @ v[j]
    new_u[i] += rate * (error * v[j] - lam * u[i])
    new_v[j] += rate * (error * u[i] - lam * v[j])
    return new_u, new_v
