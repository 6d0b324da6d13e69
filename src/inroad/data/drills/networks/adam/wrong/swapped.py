# diagnosis: beta1 and beta2 are exchanged
import numpy as np


def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    a = beta2 * m + gradient - beta2 * gradient
    b = beta1 * v + np.square(gradient) - beta1 * np.square(gradient)
    return theta - lr * a / (1 - beta2**t) / (np.sqrt(b / (1 - beta1**t)) + eps), a, b


def adam(theta, gradients, lr, beta1, beta2, eps):
    out = np.zeros(gradients.shape)
    m = v = 0.0 * theta
    now = theta
    for i in range(gradients.shape[0]):
        now, m, v = adam_step(now, gradients[i], m, v, i + 1, lr, beta1, beta2, eps)
        out[i] = now
    return out
