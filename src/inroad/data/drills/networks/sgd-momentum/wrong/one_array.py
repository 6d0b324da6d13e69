# diagnosis: all rows are the last point: the list holds one array that is changed in place
import numpy as np


def momentum_step(theta, gradient, v, lr, mu, decay):
    speed = np.add(np.multiply(mu, v), gradient) + theta * decay
    return np.subtract(theta, speed * lr), speed


def nesterov_step(theta, slope, v, lr, mu):
    kept = v * mu
    speed = kept + slope(theta - kept * lr)
    return theta - speed * lr, speed


def descend(theta, slope, lr, mu, steps):
    theta, speed = theta.copy(), np.zeros(theta.size)
    out = [theta]
    for _ in range(steps):
        speed = mu * speed + slope(theta)
        theta -= speed * lr
        out.append(theta)
    return np.stack(out)
