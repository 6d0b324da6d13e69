"""Adam, written plainly."""

import numpy as np


def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    mean = m / (1 - beta1**t)  # m began at zero: its weights sum to 1 - beta1^t only
    square = v / (1 - beta2**t)
    return theta - lr * mean / (np.sqrt(square) + eps), m, v


def adam(theta, gradients, lr, beta1, beta2, eps):
    m, v = np.zeros_like(theta), np.zeros_like(theta)
    path = []
    for t, gradient in enumerate(gradients, 1):
        theta, m, v = adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps)
        path.append(theta)
    return np.array(path)
