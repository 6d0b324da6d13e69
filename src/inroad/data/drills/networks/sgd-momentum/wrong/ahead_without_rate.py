# diagnosis: the point ahead lies lr mu v away: lr is missing
import numpy as np


def momentum_step(theta, gradient, v, lr, mu, decay):
    speed = np.add(np.multiply(mu, v), gradient) + theta * decay
    return np.subtract(theta, speed * lr), speed


def nesterov_step(theta, slope, v, lr, mu):
    kept = v * mu
    speed = kept + slope(theta - kept)
    return theta - speed * lr, speed


def descend(theta, slope, lr, mu, steps):
    out = np.empty((steps + 1, theta.size))
    out[0] = theta
    speed = np.zeros(theta.size)
    for i in range(steps):
        speed = slope(out[i]) + mu * speed
        out[i + 1] = out[i] - lr * speed
    return out
