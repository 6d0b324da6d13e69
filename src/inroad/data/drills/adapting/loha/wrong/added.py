# diagnosis: the two products are added instead of multiplied
import numpy as np


def loha(x, w, a1, b1, a2, b2, alpha):
    s = alpha / len(a1)
    return x @ w.T + s * (x @ a1.T @ b1.T) + s * (x @ a2.T @ b2.T)


def loha_backward(upstream, x, a1, b1, a2, b2, alpha):
    g = alpha / len(a1) * (upstream.T @ x)
    first, second = b1 @ a1, b2 @ a2
    g1, g2 = g * second, g * first
    return b1.T @ g1, g1 @ a1.T, b2.T @ g2, g2 @ a2.T
