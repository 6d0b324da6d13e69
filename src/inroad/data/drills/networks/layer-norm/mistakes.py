"""Known mistakes in layer normalisation."""

import numpy as np
from inroad.practice.kit import mistake
from solution import normalised


def over(x, gamma, beta, variance, added=0.0):
    return gamma * (x - x.mean(axis=1, keepdims=True)) / (np.sqrt(variance) + added) + beta


@mistake("the statistics run over the examples instead of the features: this is batch normalisation")
def layer_norm(x, gamma, beta, eps):
    return gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps) + beta


@mistake("one mean and one variance are taken of the whole array")
def layer_norm(x, gamma, beta, eps):
    return gamma * (x - x.mean()) / np.sqrt(x.var() + eps) + beta


@mistake("the variance is divided by d - 1, not by d")
def layer_norm(x, gamma, beta, eps):
    return over(x, gamma, beta, x.var(axis=1, ddof=1, keepdims=True) + eps)


@mistake("eps is added to the deviation, not to the variance")
def layer_norm(x, gamma, beta, eps):
    return over(x, gamma, beta, x.var(axis=1, keepdims=True), eps)


@mistake("eps is missing")
def layer_norm(x, gamma, beta, eps):
    return over(x, gamma, beta, x.var(axis=1, keepdims=True))


@mistake("it is divided by the variance, not by its root")
def layer_norm(x, gamma, beta, eps):
    return over(x, gamma, beta, (x.var(axis=1, keepdims=True) + eps) ** 2)


@mistake("the mean is not subtracted")
def layer_norm(x, gamma, beta, eps):
    return gamma * x / np.sqrt(x.var(axis=1, keepdims=True) + eps) + beta


@mistake("the mean of squares minus the squared mean cancels: subtract the mean first")
def layer_norm(x, gamma, beta, eps):
    variance = (x * x).mean(axis=1, keepdims=True) - x.mean(axis=1, keepdims=True) ** 2
    return over(x, gamma, beta, np.maximum(variance, 0) + eps)


@mistake("gamma and beta are missing")
def layer_norm(x, gamma, beta, eps):
    return normalised(x, eps)[0]


@mistake("beta is scaled by gamma, too")
def layer_norm(x, gamma, beta, eps):
    return gamma * (normalised(x, eps)[0] + beta)


@mistake("an axis is lost: the means of the rows need keepdims")
def layer_norm(x, gamma, beta, eps):
    return gamma * (x - x.mean(axis=1)[None, :]) / np.sqrt(x.var(axis=1)[None, :] + eps) + beta


def backward(upstream, x, gamma, eps, mean=1.0, variance=1.0):
    h, deviation = normalised(x, eps)
    g = upstream * gamma
    by_x = g - mean * g.mean(axis=1, keepdims=True) - variance * h * (g * h).mean(axis=1, keepdims=True)
    return by_x / deviation, (upstream * h).sum(axis=0), upstream.sum(axis=0)


@mistake("mean and variance are treated as constants in the gradient")
def layer_norm_backward(upstream, x, gamma, beta, eps):
    return backward(upstream, x, gamma, eps, 0.0, 0.0)


@mistake("the gradient lacks the part that goes through the variance")
def layer_norm_backward(upstream, x, gamma, beta, eps):
    return backward(upstream, x, gamma, eps, variance=0.0)


@mistake("the gradient lacks the part that goes through the mean")
def layer_norm_backward(upstream, x, gamma, beta, eps):
    return backward(upstream, x, gamma, eps, mean=0.0)


@mistake("gamma is missing from the gradient by x")
def layer_norm_backward(upstream, x, gamma, beta, eps):
    right = backward(upstream, x, gamma, eps)
    return backward(upstream, x, np.ones_like(gamma), eps)[0], *right[1:]


@mistake("the gradient by gamma uses x instead of the normalised x")
def layer_norm_backward(upstream, x, gamma, beta, eps):
    by_x, _, by_beta = backward(upstream, x, gamma, eps)
    return by_x, (upstream * x).sum(axis=0), by_beta


@mistake("the gradients by gamma and beta are averaged over the examples, not summed")
def layer_norm_backward(upstream, x, gamma, beta, eps):
    by_x, by_gamma, by_beta = backward(upstream, x, gamma, eps)
    return by_x, by_gamma / len(x), by_beta / len(x)


@mistake("the gradients by gamma and beta are not summed over the examples")
def layer_norm_backward(upstream, x, gamma, beta, eps):
    return backward(upstream, x, gamma, eps)[0], upstream * normalised(x, eps)[0], upstream
