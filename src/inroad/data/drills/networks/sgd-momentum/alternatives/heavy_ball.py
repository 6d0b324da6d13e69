import numpy as np


def momentum_step(theta, gradient, v, lr, mu, decay):
    speed = np.add(np.multiply(mu, v), gradient) + theta * decay
    return np.subtract(theta, speed * lr), speed


def nesterov_step(theta, slope, v, lr, mu):
    point, _ = momentum_step(theta, 0.0 * theta, v, lr, mu, 0.0)
    return momentum_step(theta, slope(point), v, lr, mu, 0.0)


def descend(theta, slope, lr, mu, steps):
    out = [theta, theta - lr * slope(theta)]
    for _ in range(steps - 1):
        out.append(out[-1] - lr * slope(out[-1]) + mu * (out[-1] - out[-2]))
    return np.array(out[: steps + 1])
