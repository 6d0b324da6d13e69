# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
import numpy as np


def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    m *= beta1
    m += (1 - beta1) * gradient
    v *= beta2
    v += (1 - beta2) * gradient**2
    return theta - lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


def adam(theta, gradients, lr, beta1, beta2, eps):
    out = np.zeros(gradients.shape)
    m = v = 0.0 * theta
    now = theta
    for i in range(gradients.shape[0]):
        now, m, v = adam_step(now, gradients[i], m, v, i + 1, lr, beta1, beta2, eps)
        out[i] = now
    return out
