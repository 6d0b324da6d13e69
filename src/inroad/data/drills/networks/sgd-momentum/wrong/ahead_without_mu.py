# diagnosis: the point ahead lies lr mu v away: mu is missing
import numpy as np


def momentum_step(theta, gradient, v, lr, mu, decay):
    speed = np.add(np.multiply(mu, v), gradient) + theta * decay
    return np.subtract(theta, speed * lr), speed


def nesterov_step(theta, slope, v, lr, mu):
    point, _ = momentum_step(theta, 0.0, v, lr, 1.0, 0.0)
    return momentum_step(theta, slope(point), v, lr, mu, 0.0)


def descend(theta, slope, lr, mu, steps):
    out = np.empty((steps + 1, theta.size))
    out[0] = theta
    speed = np.zeros(theta.size)
    for i in range(steps):
        speed = slope(out[i]) + mu * speed
        out[i + 1] = out[i] - lr * speed
    return out
