# diagnosis: the step starts at the point ahead instead of theta: the velocity counts twice
import numpy as np


def momentum_step(theta, gradient, v, lr, mu, decay):
    speed = np.add(np.multiply(mu, v), gradient) + theta * decay
    return np.subtract(theta, speed * lr), speed


def nesterov_step(theta, slope, v, lr, mu):
    theta = theta - lr * mu * v
    g = slope(theta)
    return theta - lr * (mu * v + g), mu * v + g


def descend(theta, slope, lr, mu, steps):
    out = np.empty((steps + 1, theta.size))
    out[0] = theta
    speed = np.zeros(theta.size)
    for i in range(steps):
        speed = slope(out[i]) + mu * speed
        out[i + 1] = out[i] - lr * speed
    return out
