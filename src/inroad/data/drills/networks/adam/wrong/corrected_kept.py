# diagnosis: the corrected moments are kept, so that the next step corrects them again
import numpy as np


def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    m = (beta1 * m + (1 - beta1) * gradient) / (1 - beta1**t)
    v = (beta2 * v + (1 - beta2) * np.square(gradient)) / (1 - beta2**t)
    return theta - lr * m / (v**0.5 + eps), m, v


def adam(theta, gradients, lr, beta1, beta2, eps):
    out = np.zeros(gradients.shape)
    m = v = 0.0 * theta
    now = theta
    for i in range(gradients.shape[0]):
        now, m, v = adam_step(now, gradients[i], m, v, i + 1, lr, beta1, beta2, eps)
        out[i] = now
    return out
