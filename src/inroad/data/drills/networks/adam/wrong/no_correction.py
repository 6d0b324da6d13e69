# diagnosis: the bias correction is missing
import numpy as np


def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    m1 = m + (1 - beta1) * (gradient - m)
    v1 = v + (1 - beta2) * (gradient * gradient - v)
    return theta - m1 / (v1**0.5 + eps) * lr, m1, v1


def adam(theta, gradients, lr, beta1, beta2, eps):
    out = np.zeros(gradients.shape)
    m = v = 0.0 * theta
    now = theta
    for i in range(gradients.shape[0]):
        now, m, v = adam_step(now, gradients[i], m, v, i + 1, lr, beta1, beta2, eps)
        out[i] = now
    return out
