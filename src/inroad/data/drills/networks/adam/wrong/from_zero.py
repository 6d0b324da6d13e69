# diagnosis: the steps are counted from 0: the correction divides by zero
import numpy as np


def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    m1 = m + (1 - beta1) * (gradient - m)
    v1 = v + (1 - beta2) * (gradient * gradient - v)
    up = m1 / (1 - np.power(beta1, t))
    down = np.sqrt(v1 / (1 - np.power(beta2, t))) + eps
    return theta - lr * (up / down), m1, v1


def adam(theta, gradients, lr, beta1, beta2, eps):
    out, m, v = [], np.zeros(theta.size), np.zeros(theta.size)
    for t in range(len(gradients)):
        g = gradients[t]
        m = beta1 * m + g - beta1 * g
        v = beta2 * v + g * g - beta2 * g * g
        up, down = m / np.float64(1 - beta1**t), v / np.float64(1 - beta2**t)
        theta = theta - lr * up / (np.sqrt(down) + eps)
        out.append(theta)
    return np.stack(out)
