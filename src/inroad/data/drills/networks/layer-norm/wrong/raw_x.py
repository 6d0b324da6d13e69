# diagnosis: the gradient by gamma uses x instead of the normalised x
import numpy as np


def layer_norm(x, gamma, beta, eps):
    z = x - np.average(x, axis=1)[:, None]
    inv = (np.einsum("ij,ij->i", z, z) / x.shape[1] + eps) ** -0.5
    return z * inv[:, None] * gamma + beta


def layer_norm_backward(upstream, x, gamma, beta, eps):

    d = x.shape[1]
    inv = (np.var(x, axis=1) + eps)[:, None] ** -0.5
    xhat = (x - np.average(x, axis=1)[:, None]) * inv
    dxhat = upstream * gamma
    dx = inv / d * (d * dxhat - dxhat.sum(1)[:, None] - xhat * (dxhat * xhat).sum(1)[:, None])
    return dx, np.einsum("ij,ij->j", upstream, x), np.einsum("ij->j", upstream)
