# diagnosis: one length of the whole matrix is taken instead of one for each row
import numpy as np


def dora_init(w):
    return np.sqrt(np.einsum("oi,oi->o", w, w))


def dora(x, w, a, b, m):
    v = w + np.dot(b, a)
    return (x @ v.T) * m / np.sqrt(np.vdot(v, v))


def dora_backward(upstream, x, w, a, b, m):
    v = w + b @ a
    length = np.sqrt((v * v).sum(1))[:, None]
    unit = v / length
    g = upstream.T @ x
    by_m = (g * unit).sum(1)
    by_v = m[:, None] / length * (g - (g * unit).sum(1, keepdims=True) * unit)
    return b.T @ by_v, by_v @ a.T, by_m
