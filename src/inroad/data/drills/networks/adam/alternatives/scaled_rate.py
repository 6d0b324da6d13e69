import numpy as np


def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    m1 = m + (1 - beta1) * (gradient - m)
    v1 = v + (1 - beta2) * (gradient * gradient - v)
    root = np.sqrt(1 - beta2**t)
    return theta - lr * root / (1 - beta1**t) * m1 / (np.sqrt(v1) + eps * root), m1, v1


def adam(theta, gradients, lr, beta1, beta2, eps):
    gradients = np.asarray(gradients)
    k = len(gradients)
    lag = np.arange(k)[:, None] - np.arange(k)[None, :]
    weights1 = np.where(lag >= 0, beta1 ** np.maximum(lag, 0), 0.0)
    weights2 = np.where(lag >= 0, beta2 ** np.maximum(lag, 0), 0.0)
    mean = weights1 @ gradients / weights1.sum(axis=1, keepdims=True)
    square = weights2 @ gradients**2 / weights2.sum(axis=1, keepdims=True)
    return theta - lr * np.cumsum(mean / (np.sqrt(square) + eps), axis=0)
