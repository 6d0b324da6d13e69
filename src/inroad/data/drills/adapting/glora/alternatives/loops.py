import numpy as np


def merge(w, bias, a, b, c, d, e):
    weights = np.zeros_like(w)
    shift = np.zeros_like(bias)
    for o in range(len(w)):
        for i in range(w.shape[1]):
            weights[o, i] = w[o, i] * (1 + a[o, i]) + b[o, i]
            shift[o] += w[o, i] * c[i]
        shift[o] += bias[o] * (1 + d[o]) + e[o]
    return weights, shift


def glora(x, w, bias, a, b, c, d, e):
    weights, shift = merge(w, bias, a, b, c, d, e)
    return np.array([weights @ row + shift for row in x])
