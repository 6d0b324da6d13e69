# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
import numpy as np


def rows(x):
    return x.transpose(1, 0, 2, 3).reshape(x.shape[1], -1)


def batch_norm(x, gamma, beta, eps):
    n, c, h, w = x.shape
    z = rows(x)
    z = ((z.T - z.mean(1)) / np.sqrt(z.var(1) + eps) * gamma + beta).T
    return z.reshape(c, n, h, w).transpose(1, 0, 2, 3)


def running_statistics(x, mean, var, momentum):
    z = rows(x)
    mean *= 1 - momentum
    mean += momentum * z.mean(1)
    var *= 1 - momentum
    var += momentum * np.var(z, axis=1, ddof=1)
    return mean, var


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
