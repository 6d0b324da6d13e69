# diagnosis: the length is taken as constant: its own gradient is missing
import numpy as np


def dora_init(w):
    return np.sqrt(np.einsum("oi,oi->o", w, w))


def dora(x, w, a, b, m):
    v = w + b @ a
    length = np.sqrt(np.einsum("oi,oi->o", v, v))
    return x @ (v * (m / length)[:, None]).T


def dora_backward(upstream, x, w, a, b, m):
    v = w + b @ a
    s = np.sqrt(np.einsum("oi,oi->o", v, v))
    g = np.dot(upstream.T, x)
    gv = g * (m / s).reshape(-1, 1)
    return np.dot(b.T, gv), np.dot(gv, a.T), np.einsum("oi,oi->o", g, v) / s
