# diagnosis: the velocity is set to zero before each step
import numpy as np


def momentum_step(theta, gradient, v, lr, mu, decay):
    speed = np.add(np.multiply(mu, v), gradient) + theta * decay
    return np.subtract(theta, speed * lr), speed


def nesterov_step(theta, slope, v, lr, mu):
    kept = v * mu
    speed = kept + slope(theta - kept * lr)
    return theta - speed * lr, speed


def descend(theta, slope, lr, mu, steps):
    out = [theta]
    for _ in range(steps):
        out.append(out[-1] - slope(out[-1]) * lr)
    return np.stack(out)
