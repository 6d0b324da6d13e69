# diagnosis: t is one too many in the bias correction: it is 1 in the first step
import numpy as np


def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    m1 = m + (1 - beta1) * (gradient - m)
    v1 = v + (1 - beta2) * (gradient * gradient - v)
    first, second = 1 - beta1 ** (t + 1), 1 - beta2 ** (t + 1)
    return theta - lr * (m1 / first) / ((v1 / second) ** 0.5 + eps), m1, v1


def adam(theta, gradients, lr, beta1, beta2, eps):
    out = np.zeros(gradients.shape)
    m = v = 0.0 * theta
    now = theta
    for i in range(gradients.shape[0]):
        now, m, v = adam_step(now, gradients[i], m, v, i + 1, lr, beta1, beta2, eps)
        out[i] = now
    return out
