# diagnosis: one mean and one variance are taken of the whole array
import numpy as np


def layer_norm(x, gamma, beta, eps):

    z = x - x.sum() / x.size
    return beta + z * gamma / (np.mean(z**2) + eps) ** 0.5


def layer_norm_backward(upstream, x, gamma, beta, eps):
    d = x.shape[1]
    inv = (np.var(x, axis=1) + eps)[:, None] ** -0.5
    xhat = (x - np.average(x, axis=1)[:, None]) * inv
    dxhat = upstream * gamma
    dx = inv / d * (d * dxhat - dxhat.sum(1)[:, None] - xhat * (dxhat * xhat).sum(1)[:, None])
    return dx, np.einsum("ij,ij->j", upstream, xhat), np.einsum("ij->j", upstream)
