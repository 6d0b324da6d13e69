"""Known mistakes in batch normalisation."""

import numpy as np
from inroad.practice.kit import mistake
from solution import AXES, batch_norm_eval as with_statistics, per_channel


def scaled(xhat, gamma, beta):
    return per_channel(gamma) * xhat + per_channel(beta)


def over(x, gamma, beta, eps, axes):
    xhat = (x - x.mean(axis=axes, keepdims=True)) / np.sqrt(x.var(axis=axes, keepdims=True) + eps)
    return scaled(xhat, gamma, beta)


@mistake("each place has its own statistics: the mean runs over the batch only, not over height and width")
def batch_norm(x, gamma, beta, eps):
    return over(x, gamma, beta, eps, 0)


@mistake("each example has its own statistics: the mean must run over the batch, too")
def batch_norm(x, gamma, beta, eps):
    return over(x, gamma, beta, eps, (2, 3))


@mistake("the statistics run over the channels: this is layer normalisation")
def batch_norm(x, gamma, beta, eps):
    return over(x, gamma, beta, eps, (1, 2, 3))


@mistake("all channels share one mean and one variance")
def batch_norm(x, gamma, beta, eps):
    return over(x, gamma, beta, eps, None)


@mistake("the batch is normalised with the unbiased variance: divide by m, not by m - 1")
def batch_norm(x, gamma, beta, eps):
    return with_statistics(x, gamma, beta, x.mean(axis=AXES), x.var(axis=AXES, ddof=1), eps)


@mistake("eps is added to the deviation, not to the variance")
def batch_norm(x, gamma, beta, eps):
    xhat = (x - x.mean(axis=AXES, keepdims=True)) / (x.std(axis=AXES, keepdims=True) + eps)
    return scaled(xhat, gamma, beta)


@mistake("eps is missing")
def batch_norm(x, gamma, beta, eps):
    return over(x, gamma, beta, 0.0, AXES)


@mistake("the mean of squares minus the squared mean cancels: subtract the mean first")
def batch_norm(x, gamma, beta, eps):
    mean = x.mean(axis=AXES, keepdims=True)
    var = np.maximum((x * x).mean(axis=AXES, keepdims=True) - mean * mean, 0)
    return scaled((x - mean) / np.sqrt(var + eps), gamma, beta)


@mistake("gamma and beta act along the width: they need the shape (c, 1, 1)")
def batch_norm(x, gamma, beta, eps):
    xhat = over(x, np.ones_like(gamma), np.zeros_like(beta), eps, AXES)
    return gamma * xhat + beta


@mistake("the running variance takes the biased variance: divide by m - 1")
def running_statistics(x, mean, var, momentum):
    return mix(mean, x.mean(axis=AXES), momentum), mix(var, x.var(axis=AXES), momentum)


@mistake("momentum weighs the old value instead of the new one")
def running_statistics(x, mean, var, momentum):
    return mix(mean, x.mean(axis=AXES), 1 - momentum), mix(var, x.var(axis=AXES, ddof=1), 1 - momentum)


@mistake("the unbiased variance divides by n - 1: there are n h w numbers, not n")
def running_statistics(x, mean, var, momentum):
    biased = x.var(axis=AXES)
    return mix(mean, x.mean(axis=AXES), momentum), mix(var, biased * len(x) / (len(x) - 1), momentum)


@mistake("the deviation is kept instead of the variance")
def running_statistics(x, mean, var, momentum):
    return mix(mean, x.mean(axis=AXES), momentum), mix(var, x.std(axis=AXES, ddof=1), momentum)


def mix(old, new, weight):
    return (1 - weight) * old + weight * new


@mistake("the batch's own statistics are used after training")
def batch_norm_eval(x, gamma, beta, mean, var, eps):
    return with_statistics(x, gamma, beta, x.mean(axis=AXES), x.var(axis=AXES), eps)


@mistake("it is divided by the running variance, not by its root")
def batch_norm_eval(x, gamma, beta, mean, var, eps):
    return with_statistics(x, gamma, beta, mean, (var + eps) ** 2 - eps, eps)


@mistake("eps is missing after training")
def batch_norm_eval(x, gamma, beta, mean, var, eps):
    return with_statistics(x, gamma, beta, mean, var, 0.0)


def backward(upstream, x, gamma, eps, mean=1.0, variance=1.0):
    deviation = np.sqrt(x.var(axis=AXES, keepdims=True) + eps)
    xhat = (x - x.mean(axis=AXES, keepdims=True)) / deviation
    g = upstream * per_channel(gamma)
    by_x = g - mean * g.mean(axis=AXES, keepdims=True)
    by_x = by_x - variance * xhat * (g * xhat).mean(axis=AXES, keepdims=True)
    return by_x / deviation, (upstream * xhat).sum(axis=AXES), upstream.sum(axis=AXES)


@mistake("mean and variance are treated as constants in the gradient")
def batch_norm_backward(upstream, x, gamma, beta, eps):
    return backward(upstream, x, gamma, eps, 0.0, 0.0)


@mistake("the gradient lacks the part that goes through the variance")
def batch_norm_backward(upstream, x, gamma, beta, eps):
    return backward(upstream, x, gamma, eps, variance=0.0)


@mistake("the gradient lacks the part that goes through the mean")
def batch_norm_backward(upstream, x, gamma, beta, eps):
    return backward(upstream, x, gamma, eps, mean=0.0)


@mistake("gamma is missing from the gradient by x")
def batch_norm_backward(upstream, x, gamma, beta, eps):
    return backward(upstream, x, np.ones_like(gamma), eps)


@mistake("the sums of the gradient are divided by n, not by n h w")
def batch_norm_backward(upstream, x, gamma, beta, eps):
    places = x.shape[2] * x.shape[3]
    return backward(upstream, x, gamma, eps, places, places)


@mistake("the gradients by gamma and beta are averaged, not summed")
def batch_norm_backward(upstream, x, gamma, beta, eps):
    by_x, by_gamma, by_beta = backward(upstream, x, gamma, eps)
    m = x.size // x.shape[1]
    return by_x, by_gamma / m, by_beta / m
