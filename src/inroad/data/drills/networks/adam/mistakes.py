"""Known mistakes in Adam."""

import numpy as np
from inroad.practice.kit import mistake
from solution import adam_step as right


def moments(gradient, m, v, beta1, beta2):
    return beta1 * m + (1 - beta1) * gradient, beta2 * v + (1 - beta2) * gradient**2


@mistake("the bias correction is missing")
def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    m, v = moments(gradient, m, v, beta1, beta2)
    return theta - lr * m / (np.sqrt(v) + eps), m, v


@mistake("the bias of v is not corrected")
def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    m, v = moments(gradient, m, v, beta1, beta2)
    return theta - lr * m / (1 - beta1**t) / (np.sqrt(v) + eps), m, v


@mistake("the bias of m is not corrected")
def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    m, v = moments(gradient, m, v, beta1, beta2)
    return theta - lr * m / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@mistake("t is one too many in the bias correction: it is 1 in the first step")
def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    moved, _, _ = right(theta, gradient, m, v, t + 1, lr, beta1, beta2, eps)
    return moved, *moments(gradient, m, v, beta1, beta2)


@mistake("eps is added inside the root")
def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    m, v = moments(gradient, m, v, beta1, beta2)
    return theta - lr * m / (1 - beta1**t) / np.sqrt(v / (1 - beta2**t) + eps), m, v


@mistake("eps is missing")
def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    return right(theta, gradient, m, v, t, lr, beta1, beta2, 0.0)


@mistake("eps is added before the correction of v, not after it")
def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    m, v = moments(gradient, m, v, beta1, beta2)
    rate = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return theta - rate * m / (np.sqrt(v) + eps), m, v


@mistake("the root of v is missing")
def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    m, v = moments(gradient, m, v, beta1, beta2)
    return theta - lr * m / (1 - beta1**t) / (v / (1 - beta2**t) + eps), m, v


@mistake("the corrected moments are kept, so that the next step corrects them again")
def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    theta, m, v = right(theta, gradient, m, v, t, lr, beta1, beta2, eps)
    return theta, m / (1 - beta1**t), v / (1 - beta2**t)


@mistake("beta1 and beta2 are exchanged")
def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    return right(theta, gradient, m, v, t, lr, beta2, beta1, eps)


@mistake("the gradient is not squared in v")
def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient
    return theta - lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@mistake("the new gradient is not weighted by 1 - beta")
def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    m, v = beta1 * m + gradient, beta2 * v + gradient**2
    return theta - lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


@mistake("the old moments are used for the step, before they are updated")
def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    step = lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return theta - step, *moments(gradient, m, v, beta1, beta2)


@mistake("the step goes uphill")
def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    moved, m, v = right(theta, gradient, m, v, t, lr, beta1, beta2, eps)
    return 2 * theta - moved, m, v


@mistake("the steps are counted from 0: the correction divides by zero")
def adam(theta, gradients, lr, beta1, beta2, eps):
    return steps(theta, gradients, lambda t: t - 1, lr, beta1, beta2, eps)


@mistake("t stays 1: the correction of the first step is used in all")
def adam(theta, gradients, lr, beta1, beta2, eps):
    return steps(theta, gradients, lambda t: 1, lr, beta1, beta2, eps)


@mistake("the moments are not carried from step to step")
def adam(theta, gradients, lr, beta1, beta2, eps):
    path = []
    for gradient in gradients:
        theta, _, _ = right(theta, gradient, 0.0, 0.0, 1, lr, beta1, beta2, eps)
        path.append(theta)
    return np.array(path)


@mistake("only the last theta is returned, not all of them")
def adam(theta, gradients, lr, beta1, beta2, eps):
    return steps(theta, gradients, lambda t: t, lr, beta1, beta2, eps)[-1]


@mistake("all rows are the last theta: the list holds one array that is changed in place")
def adam(theta, gradients, lr, beta1, beta2, eps):
    last = steps(theta, gradients, lambda t: t, lr, beta1, beta2, eps)[-1]
    return np.array([last] * len(gradients))


def steps(theta, gradients, count, lr, beta1, beta2, eps):
    m, v, path = np.zeros_like(theta), np.zeros_like(theta), []
    for t, gradient in enumerate(gradients, 1):
        theta, m, v = right(theta, gradient, m, v, np.float64(count(t)), lr, beta1, beta2, eps)
        path.append(theta)
    return np.array(path)
