import numpy as np


def loha(x, w, a1, b1, a2, b2, alpha):
    r = a1.shape[0]
    y = x @ w.T
    for k in range(r):
        for j in range(r):
            y = y + alpha / r * (x @ (a1[k] * a2[j]))[:, None] * (b1[:, k] * b2[:, j])
    return y


def loha_backward(upstream, x, a1, b1, a2, b2, alpha):
    g = alpha / len(a1) * (upstream.T @ x)
    first, second = b1 @ a1, b2 @ a2
    g1, g2 = g * second, g * first
    return b1.T @ g1, g1 @ a1.T, b2.T @ g2, g2 @ a2.T
