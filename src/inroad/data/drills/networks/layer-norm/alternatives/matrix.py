import numpy as np


def layer_norm(x, gamma, beta, eps):
    d = x.shape[1]
    z = x @ (np.eye(d) - np.full((d, d), 1 / d))
    return z / np.sqrt(np.sum(z * z, axis=1, keepdims=True) / d + eps) * gamma + beta


def layer_norm_backward(upstream, x, gamma, beta, eps):

    d = x.shape[1]
    inv = (np.var(x, axis=1) + eps)[:, None] ** -0.5
    xhat = (x - np.average(x, axis=1)[:, None]) * inv
    jacobian = (np.eye(d) - 1 / d - xhat[:, :, None] * xhat[:, None, :] / d) * inv[:, :, None]
    return (
        np.einsum("nij,nj->ni", jacobian, upstream * gamma),
        np.sum(upstream * xhat, 0),
        np.sum(upstream, 0),
    )
