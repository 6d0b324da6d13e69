# diagnosis: it is divided by the variance, not by its root
import numpy as np


def layer_norm(x, gamma, beta, eps):

    z = (x.T - np.mean(x, axis=1)).T
    s2 = np.mean(z**2, axis=1, keepdims=True)
    return z / (s2 + eps) * gamma + beta


def layer_norm_backward(upstream, x, gamma, beta, eps):
    d = x.shape[1]
    inv = (np.var(x, axis=1) + eps)[:, None] ** -0.5
    xhat = (x - np.average(x, axis=1)[:, None]) * inv
    dxhat = upstream * gamma
    dx = inv / d * (d * dxhat - dxhat.sum(1)[:, None] - xhat * (dxhat * xhat).sum(1)[:, None])
    return dx, np.einsum("ij,ij->j", upstream, xhat), np.einsum("ij->j", upstream)
