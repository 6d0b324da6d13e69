# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
import numpy as np


def layer_norm(x, gamma, beta, eps):

    x -= x.mean(axis=1, keepdims=True)
    x /= np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    return x * gamma + beta


def layer_norm_backward(upstream, x, gamma, beta, eps):
    d = x.shape[1]
    inv = (np.var(x, axis=1) + eps)[:, None] ** -0.5
    xhat = (x - np.average(x, axis=1)[:, None]) * inv
    dxhat = upstream * gamma
    dx = inv / d * (d * dxhat - dxhat.sum(1)[:, None] - xhat * (dxhat * xhat).sum(1)[:, None])
    return dx, np.einsum("ij,ij->j", upstream, xhat), np.einsum("ij->j", upstream)
