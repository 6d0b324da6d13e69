# diagnosis: the gradient lacks the part that goes through the variance
import numpy as np


def layer_norm(x, gamma, beta, eps):
    z = x - np.average(x, axis=1)[:, None]
    inv = (np.einsum("ij,ij->i", z, z) / x.shape[1] + eps) ** -0.5
    return z * inv[:, None] * gamma + beta


def layer_norm_backward(upstream, x, gamma, beta, eps):

    inv = (np.var(x, axis=1) + eps)[:, None] ** -0.5
    xhat = (x - np.average(x, axis=1)[:, None]) * inv
    a = upstream * gamma * inv
    return a - np.average(a, axis=1)[:, None], np.sum(upstream * xhat, 0), np.sum(upstream, 0)
