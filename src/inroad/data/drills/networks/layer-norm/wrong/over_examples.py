# diagnosis: the statistics run over the examples instead of the features: this is batch normalisation
import numpy as np


def layer_norm(x, gamma, beta, eps):

    m, s2 = np.average(x, axis=0), np.std(x, axis=0) ** 2
    return (x - m) * (s2 + eps) ** -0.5 * gamma + beta


def layer_norm_backward(upstream, x, gamma, beta, eps):
    d = x.shape[1]
    inv = (np.var(x, axis=1) + eps)[:, None] ** -0.5
    xhat = (x - np.average(x, axis=1)[:, None]) * inv
    dxhat = upstream * gamma
    dx = inv / d * (d * dxhat - dxhat.sum(1)[:, None] - xhat * (dxhat * xhat).sum(1)[:, None])
    return dx, np.einsum("ij,ij->j", upstream, xhat), np.einsum("ij->j", upstream)
