# diagnosis: gamma is missing from the gradient by x
import numpy as np


def layer_norm(x, gamma, beta, eps):
    z = x - np.average(x, axis=1)[:, None]
    inv = (np.einsum("ij,ij->i", z, z) / x.shape[1] + eps) ** -0.5
    return z * inv[:, None] * gamma + beta


def layer_norm_backward(upstream, x, gamma, beta, eps):

    d = x.shape[1]
    inv = (np.var(x, axis=1) + eps)[:, None] ** -0.5
    xhat = (x - np.average(x, axis=1)[:, None]) * inv
    project = np.eye(d) - 1 / d - xhat[:, :, None] * xhat[:, None, :] / d
    dx = np.einsum("nij,nj->ni", project, upstream) * inv
    return dx, np.sum(upstream * xhat, 0), np.sum(upstream, 0)
