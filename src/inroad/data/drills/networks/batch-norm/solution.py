"""Batch normalisation, written plainly."""

import numpy as np

AXES = (0, 2, 3)  # all but the channels


def per_channel(values):
    return values.reshape(1, -1, 1, 1)


def batch_norm_eval(x, gamma, beta, mean, var, eps):
    xhat = (x - per_channel(mean)) / np.sqrt(per_channel(var) + eps)
    return per_channel(gamma) * xhat + per_channel(beta)


def batch_norm(x, gamma, beta, eps):
    return batch_norm_eval(x, gamma, beta, x.mean(axis=AXES), x.var(axis=AXES), eps)


def running_statistics(x, mean, var, momentum):
    new_mean = (1 - momentum) * mean + momentum * x.mean(axis=AXES)
    new_var = (1 - momentum) * var + momentum * x.var(axis=AXES, ddof=1)
    return new_mean, new_var


def batch_norm_backward(upstream, x, gamma, beta, eps):
    deviation = np.sqrt(x.var(axis=AXES, keepdims=True) + eps)
    xhat = (x - x.mean(axis=AXES, keepdims=True)) / deviation
    g = upstream * per_channel(gamma)
    along = xhat * (g * xhat).mean(axis=AXES, keepdims=True)
    by_x = (g - g.mean(axis=AXES, keepdims=True) - along) / deviation
    return by_x, (upstream * xhat).sum(axis=AXES), upstream.sum(axis=AXES)
