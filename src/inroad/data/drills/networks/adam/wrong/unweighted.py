# diagnosis: the new gradient is not weighted by 1 - beta
import numpy as np


def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    a = gradient + beta1 * m
    b = np.square(gradient) + beta2 * v
    up, down = a / (1 - beta1**t), b / (1 - beta2**t)
    return theta - lr * up / (down**0.5 + eps), a, b


def adam(theta, gradients, lr, beta1, beta2, eps):
    out = np.zeros(gradients.shape)
    m = v = 0.0 * theta
    now = theta
    for i in range(gradients.shape[0]):
        now, m, v = adam_step(now, gradients[i], m, v, i + 1, lr, beta1, beta2, eps)
        out[i] = now
    return out
