# diagnosis: the scaling by alpha / r is missing
import numpy as np


def loha(x, w, a1, b1, a2, b2, alpha):
    u = np.multiply(np.dot(b1, a1), np.dot(b2, a2))
    return x @ w.T + x @ u.T


def loha_backward(upstream, x, a1, b1, a2, b2, alpha):
    g = alpha / len(a1) * (upstream.T @ x)
    first, second = b1 @ a1, b2 @ a2
    g1, g2 = g * second, g * first
    return b1.T @ g1, g1 @ a1.T, b2.T @ g2, g2 @ a2.T
