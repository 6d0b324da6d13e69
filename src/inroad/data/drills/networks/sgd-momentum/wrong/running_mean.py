# diagnosis: the gradient is weighted by 1 - mu: the velocity is a sum, not a mean
import numpy as np


def momentum_step(theta, gradient, v, lr, mu, decay):
    g = gradient + decay * theta
    speed = g + mu * (v - g)
    return theta - lr * speed, speed


def nesterov_step(theta, slope, v, lr, mu):
    kept = v * mu
    speed = kept + slope(theta - kept * lr)
    return theta - speed * lr, speed


def descend(theta, slope, lr, mu, steps):
    out = np.empty((steps + 1, theta.size))
    out[0] = theta
    speed = np.zeros(theta.size)
    for i in range(steps):
        speed = slope(out[i]) + mu * speed
        out[i + 1] = out[i] - lr * speed
    return out
