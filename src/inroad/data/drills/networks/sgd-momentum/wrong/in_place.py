# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
import numpy as np


def momentum_step(theta, gradient, v, lr, mu, decay):
    v *= mu
    v += gradient + decay * theta
    return theta - lr * v, v


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
