import math

import numpy as np


def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    moved, first, second = [], [], []
    for w, g, a, b in zip(theta, gradient, m, v):
        a = beta1 * a + (1 - beta1) * g
        b = beta2 * b + (1 - beta2) * g * g
        first.append(a)
        second.append(b)
        moved.append(w - lr * (a / (1 - beta1**t)) / (math.sqrt(b / (1 - beta2**t)) + eps))
    return np.array(moved), np.array(first), np.array(second)


def adam(theta, gradients, lr, beta1, beta2, eps):
    out = np.zeros(gradients.shape)
    m = v = 0.0 * theta
    now = theta
    for i in range(gradients.shape[0]):
        now, m, v = adam_step(now, gradients[i], m, v, i + 1, lr, beta1, beta2, eps)
        out[i] = now
    return out
