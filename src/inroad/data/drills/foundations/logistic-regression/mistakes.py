"""Known mistakes in logistic regression."""

import numpy as np
from inroad.practice.kit import mistake
from solution import probabilities as right


@mistake("the sign in the exponent is wrong: these are probabilities of class 0")
def probabilities(x, beta):
    return right(x, -beta)


@mistake("the sigmoid is missing: these are log-odds")
def probabilities(x, beta):
    return x @ beta


@mistake("e^z overflows for large z: compute with e^-|z|")
def probabilities(x, beta):
    e = np.exp(x @ beta)
    return e / (1 + e)


@mistake("the loss is summed, not averaged")
def loss(x, y, beta):
    z = x @ beta
    return float(np.sum(np.logaddexp(0, z) - y * z))


@mistake("the part of class 0 is missing from the loss")
def loss(x, y, beta):
    return float(-np.mean(y * np.log(right(x, beta))))


@mistake("the loss has the wrong sign: it is the log-likelihood")
def loss(x, y, beta):
    z = x @ beta
    return float(np.mean(y * z - np.logaddexp(0, z)))


@mistake("the logarithm of a probability that has become 0 or 1 is taken")
def loss(x, y, beta):
    p = right(x, beta)
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


@mistake("the logarithm is cut off: the loss cannot grow beyond the limit")
def loss(x, y, beta):
    p = np.clip(right(x, beta), 1e-12, 1 - 1e-12)
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


@mistake("the loss is the squared error: its gradient vanishes where the model is surely wrong")
def loss(x, y, beta):
    return float(np.mean((right(x, beta) - y) ** 2))


@mistake("the gradient is that of the sum, not of the mean")
def gradient(x, y, beta):
    return x.T @ (right(x, beta) - y)


@mistake("the gradient has the wrong sign")
def gradient(x, y, beta):
    return x.T @ (y - right(x, beta)) / len(y)


@mistake("the derivative of the sigmoid is left in: it cancels against that of the logarithm")
def gradient(x, y, beta):
    p = right(x, beta)
    return x.T @ ((p - y) * p * (1 - p)) / len(y)


@mistake("the weights p (1 - p) are missing from the curvature")
def newton_step(x, y, beta):
    return beta + np.linalg.solve(x.T @ x, x.T @ (y - right(x, beta)))


@mistake("the step goes the wrong way")
def newton_step(x, y, beta):
    p = right(x, beta)
    return beta - np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]), x.T @ (y - p))


@mistake("gradient and curvature are not scaled alike: one is averaged, the other summed")
def newton_step(x, y, beta):
    p = right(x, beta)
    return beta + np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]), x.T @ (y - p) / len(y))
