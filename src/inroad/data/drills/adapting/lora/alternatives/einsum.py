import numpy as np


def lora(x, w, a, b, alpha):
    frozen = np.einsum("ni,oi->no", x, w)
    low = np.einsum("ni,ri->nr", x, a)
    return frozen + np.einsum("nr,or->no", low, b) * alpha / b.shape[1]


def lora_backward(upstream, x, w, a, b, alpha):
    s = alpha / b.shape[1]
    whole = w + s * np.dot(b, a)
    by_delta = upstream.T @ x
    return upstream @ whole, s * b.T @ by_delta, s * by_delta @ a.T


def lora_init(out, inner, rank, rng):
    return np.zeros((rank, inner)), rng.normal(size=(out, rank))
