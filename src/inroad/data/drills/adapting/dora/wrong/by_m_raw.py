# diagnosis: the gradient by m uses the rows before they are made of length one
import numpy as np


def dora_init(w):
    return np.sqrt(np.einsum("oi,oi->o", w, w))


def dora(x, w, a, b, m):
    v = w + b @ a
    length = np.sqrt(np.einsum("oi,oi->o", v, v))
    return x @ (v * (m / length)[:, None]).T


def dora_backward(upstream, x, w, a, b, m):
    by_a, by_b, _ = exact(upstream, x, w, a, b, m)
    return by_a, by_b, np.einsum("no,no->o", upstream, x @ (w + b @ a).T)


def exact(upstream, x, w, a, b, m):
    v = w + b @ a
    length = np.sqrt((v * v).sum(1))[:, None]
    unit = v / length
    g = upstream.T @ x
    by_m = (g * unit).sum(1)
    by_v = m[:, None] / length * (g - (g * unit).sum(1, keepdims=True) * unit)
    return b.T @ by_v, by_v @ a.T, by_m
