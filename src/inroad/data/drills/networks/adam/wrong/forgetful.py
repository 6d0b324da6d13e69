# diagnosis: the moments are not carried from step to step
import numpy as np


def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    m1 = m + (1 - beta1) * (gradient - m)
    v1 = v + (1 - beta2) * (gradient * gradient - v)
    up = m1 / (1 - np.power(beta1, t))
    down = np.sqrt(v1 / (1 - np.power(beta2, t))) + eps
    return theta - lr * (up / down), m1, v1


def adam(theta, gradients, lr, beta1, beta2, eps):
    out = []
    for g in gradients:
        theta = theta - lr * g / (np.abs(g) + eps)
        out.append(theta)
    return np.stack(out)
