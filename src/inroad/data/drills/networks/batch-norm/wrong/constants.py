# diagnosis: mean and variance are treated as constants in the gradient
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
    return mean + momentum * (z.mean(1) - mean), var + momentum * (np.var(z, axis=1, ddof=1) - var)


def batch_norm_eval(x, gamma, beta, mean, var, eps):
    slope = gamma / np.sqrt(var + eps)
    return np.einsum("nchw,c->nchw", x, slope) + (beta - mean * slope)[:, None, None]


def batch_norm_backward(upstream, x, gamma, beta, eps):
    inv = (rows(x).var(1) + eps) ** -0.5
    xhat = (x - rows(x).mean(1)[:, None, None]) * inv[:, None, None]
    by_x = np.einsum("nchw,c->nchw", upstream, gamma * inv)
    return by_x, rows(upstream * xhat).sum(1), rows(upstream).sum(1)
