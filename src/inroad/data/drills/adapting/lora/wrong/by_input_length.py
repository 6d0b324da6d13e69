# diagnosis: the update is divided by the input's length instead of the rank
import numpy as np


def lora(x, w, a, b, alpha):
    r = a.shape[-1]
    h = x @ a.T
    return x @ w.T + (h @ b.T) * (alpha / r)


def lora_backward(upstream, x, w, a, b, alpha):
    s = alpha / len(a)
    inner = x @ a.T
    ub = upstream @ b
    return upstream @ w + s * ub @ a, s * ub.T @ x, s * upstream.T @ inner


def lora_init(out, inner, rank, rng):
    return rng.normal(0.0, 1.0 / np.sqrt(inner), (rank, inner)), np.zeros((out, rank))
