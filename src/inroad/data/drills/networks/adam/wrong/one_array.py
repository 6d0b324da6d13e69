# diagnosis: all rows are the last theta: the list holds one array that is changed in place
import numpy as np


def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    m1 = m + (1 - beta1) * (gradient - m)
    v1 = v + (1 - beta2) * (gradient * gradient - v)
    up = m1 / (1 - np.power(beta1, t))
    down = np.sqrt(v1 / (1 - np.power(beta2, t))) + eps
    return theta - lr * (up / down), m1, v1


def adam(theta, gradients, lr, beta1, beta2, eps):
    now, out = theta.copy(), []
    m, v = np.zeros(theta.size), np.zeros(theta.size)
    for i, g in enumerate(gradients):
        new, m, v = adam_step(now, g, m, v, i + 1, lr, beta1, beta2, eps)
        now[:] = new
        out.append(now)
    return np.stack(out)
