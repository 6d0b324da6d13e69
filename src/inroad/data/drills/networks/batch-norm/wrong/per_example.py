# diagnosis: each example has its own statistics: the mean must run over the batch, too
import numpy as np


def rows(x):
    return x.transpose(1, 0, 2, 3).reshape(x.shape[1], -1)


def batch_norm(x, gamma, beta, eps):
    n, c, h, w = x.shape
    z = x.reshape(n, c, h * w)
    z = z - np.mean(z, axis=2)[:, :, None]
    z = z / np.sqrt(np.mean(z * z, axis=2) + eps)[:, :, None]
    return (z * gamma[:, None] + beta[:, None]).reshape(n, c, h, w)


def running_statistics(x, mean, var, momentum):
    z = rows(x)
    return mean + momentum * (z.mean(1) - mean), var + momentum * (np.var(z, axis=1, ddof=1) - var)


def batch_norm_eval(x, gamma, beta, mean, var, eps):
    slope = gamma / np.sqrt(var + eps)
    return np.einsum("nchw,c->nchw", x, slope) + (beta - mean * slope)[:, None, None]


def batch_norm_backward(upstream, x, gamma, beta, eps):
    n, c, h, w = x.shape
    z, up = rows(x), rows(upstream)
    inv = (z.var(1) + eps) ** -0.5
    zhat = (z - z.mean(1)[:, None]) * inv[:, None]
    by_gamma, by_beta = np.einsum("cm,cm->c", up, zhat), up.sum(1)
    m = z.shape[1]
    by_z = (gamma * inv / m)[:, None] * (m * up - by_beta[:, None] - zhat * by_gamma[:, None])
    return by_z.reshape(c, n, h, w).transpose(1, 0, 2, 3), by_gamma, by_beta
