"""Gradient descent with momentum, written plainly."""

import numpy as np


def momentum_step(theta, gradient, v, lr, mu, decay):
    v = mu * v + gradient + decay * theta
    return theta - lr * v, v


def nesterov_step(theta, slope, v, lr, mu):
    ahead = theta - lr * mu * v
    v = mu * v + slope(ahead)
    return theta - lr * v, v


def descend(theta, slope, lr, mu, steps):
    v = np.zeros_like(theta)
    points = [theta]
    for _ in range(steps):
        theta, v = momentum_step(theta, slope(theta), v, lr, mu, 0.0)
        points.append(theta)
    return np.array(points)
