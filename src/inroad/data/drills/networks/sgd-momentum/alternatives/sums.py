import numpy as np


def momentum_step(theta, gradient, v, lr, mu, decay):
    parts = np.array([v, gradient, theta])
    speed = np.array([mu, 1.0, decay]) @ parts
    return theta - lr * speed, speed


def nesterov_step(theta, slope, v, lr, mu):
    kept = v * mu
    speed = kept + slope(theta - kept * lr)
    return theta - speed * lr, speed


def descend(theta, slope, lr, mu, steps):
    points, slopes = [theta], []
    for _ in range(steps):
        slopes.append(slope(points[-1]))
        ages = np.arange(len(slopes))[::-1]
        points.append(points[-1] - lr * np.tensordot(mu**ages, np.array(slopes), axes=1))
    return np.array(points)
