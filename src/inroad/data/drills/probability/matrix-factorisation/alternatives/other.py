import numpy as np


def loss(r, mask, u, v, lam):
    total = sum((r[i, j] - u[i] @ v[j]) ** 2 for i, j in zip(*np.nonzero(mask)))
    return float(total / 2 + lam / 2 * (np.linalg.norm(u) ** 2 + np.linalg.norm(v) ** 2))


def loss_backward(upstream, r, mask, u, v, lam):
    by_u, by_v = lam * u, lam * v
    for i, j in zip(*np.nonzero(mask)):
        gap = u[i] @ v[j] - r[i, j]
        by_u[i] += gap * v[j]
        by_v[j] += gap * u[i]
    return upstream * by_u, upstream * by_v


def solve_users(r, mask, v, lam):
    weights = mask.astype(float)
    left = np.einsum("ij,jk,jl->ikl", weights, v, v) + lam * np.eye(v.shape[1])
    right = np.where(mask, r, 0.0) @ v
    return np.linalg.solve(left, right[:, :, None])[:, :, 0]


def sgd_step(u, v, i, j, rating, rate, lam):
    user, item = np.zeros((len(u), 1)), np.zeros((len(v), 1))
    user[i], item[j] = rate, rate
    gap = rating - float(u[i] @ v[j])
    return u + user * (gap * v[j] - lam * u), v + item * (gap * u[i] - lam * v)
