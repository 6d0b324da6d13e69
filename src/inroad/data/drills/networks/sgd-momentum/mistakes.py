"""Known mistakes in gradient descent with momentum."""

import numpy as np
from inroad.practice.kit import mistake
from solution import momentum_step as right


@mistake("the gradient is weighted by 1 - mu: the velocity is a sum, not a mean")
def momentum_step(theta, gradient, v, lr, mu, decay):
    v = mu * v + (1 - mu) * (gradient + decay * theta)
    return theta - lr * v, v


@mistake("theta moves with the old velocity")
def momentum_step(theta, gradient, v, lr, mu, decay):
    return theta - lr * v, mu * v + gradient + decay * theta


@mistake("the learning rate is folded into the velocity")
def momentum_step(theta, gradient, v, lr, mu, decay):
    v = mu * v + lr * (gradient + decay * theta)
    return theta - v, v


@mistake("the velocity is weighted by lr twice")
def momentum_step(theta, gradient, v, lr, mu, decay):
    v = mu * v + lr * (gradient + decay * theta)
    return theta - lr * v, v


@mistake("the step goes uphill")
def momentum_step(theta, gradient, v, lr, mu, decay):
    v = mu * v + gradient + decay * theta
    return theta + lr * v, v


@mistake("the decay is missing")
def momentum_step(theta, gradient, v, lr, mu, decay):
    return right(theta, gradient, v, lr, mu, 0.0)


@mistake("the decay shrinks theta directly: here it belongs to the gradient, and so to the velocity")
def momentum_step(theta, gradient, v, lr, mu, decay):
    v = mu * v + gradient
    return theta - lr * v - lr * decay * theta, v


@mistake("the decay has the wrong sign")
def momentum_step(theta, gradient, v, lr, mu, decay):
    return right(theta, gradient, v, lr, mu, -decay)


@mistake("the decay acts on the velocity instead of theta")
def momentum_step(theta, gradient, v, lr, mu, decay):
    v = mu * v + gradient + decay * v
    return theta - lr * v, v


@mistake("the velocity is not carried on: this is plain gradient descent")
def momentum_step(theta, gradient, v, lr, mu, decay):
    return right(theta, gradient, 0 * v, lr, mu, decay)


def ahead(theta, slope, v, lr, mu, point):
    v = mu * v + slope(point)
    return theta - lr * v, v


@mistake("the gradient is taken at theta, not ahead of it: this is plain momentum")
def nesterov_step(theta, slope, v, lr, mu):
    return ahead(theta, slope, v, lr, mu, theta)


@mistake("the point ahead lies lr mu v away: lr is missing")
def nesterov_step(theta, slope, v, lr, mu):
    return ahead(theta, slope, v, lr, mu, theta - mu * v)


@mistake("the point ahead lies lr mu v away: mu is missing")
def nesterov_step(theta, slope, v, lr, mu):
    return ahead(theta, slope, v, lr, mu, theta - lr * v)


@mistake("the point ahead lies on the wrong side of theta")
def nesterov_step(theta, slope, v, lr, mu):
    return ahead(theta, slope, v, lr, mu, theta + lr * mu * v)


@mistake("the step starts at the point ahead instead of theta: the velocity counts twice")
def nesterov_step(theta, slope, v, lr, mu):
    point = theta - lr * mu * v
    return ahead(point, slope, v, lr, mu, point)


@mistake("this is the rewritten form with the gradient at theta, which follows other points")
def nesterov_step(theta, slope, v, lr, mu):
    g = slope(theta)
    v = mu * v + g
    return theta - lr * (g + mu * v), v


def points(theta, slope, lr, mu, steps):
    v, made = np.zeros_like(theta), [theta]
    for _ in range(steps):
        theta, v = right(theta, slope(theta), v, lr, mu, 0.0)
        made.append(theta)
    return made


@mistake("the start is missing")
def descend(theta, slope, lr, mu, steps):
    return np.array(points(theta, slope, lr, mu, steps)[1:])


@mistake("the last point is missing")
def descend(theta, slope, lr, mu, steps):
    return np.array(points(theta, slope, lr, mu, steps)[:-1])


@mistake("all rows are the last point: the list holds one array that is changed in place")
def descend(theta, slope, lr, mu, steps):
    return np.array([points(theta, slope, lr, mu, steps)[-1]] * (steps + 1))


@mistake("the velocity is set to zero before each step")
def descend(theta, slope, lr, mu, steps):
    return np.array(points(theta, slope, lr, 0.0, steps))


@mistake("the gradient is taken at the start only")
def descend(theta, slope, lr, mu, steps):
    g = slope(theta)
    return np.array(points(theta, lambda point: g, lr, mu, steps))


@mistake("Nesterov's step is used instead of plain momentum")
def descend(theta, slope, lr, mu, steps):
    v, made = np.zeros_like(theta), [theta]
    for _ in range(steps):
        theta, v = ahead(theta, slope, v, lr, mu, theta - lr * mu * v)
        made.append(theta)
    return np.array(made)
