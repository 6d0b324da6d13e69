# diagnosis: the frozen weights are scaled, too
import numpy as np


def lora(x, w, a, b, alpha):
    y = x @ w.T + (x @ a.T) @ b.T
    return y * alpha / len(a)


def lora_backward(upstream, x, w, a, b, alpha):
    s = alpha / len(a)
    inner = x @ a.T
    ub = upstream @ b
    return upstream @ w + s * ub @ a, s * ub.T @ x, s * upstream.T @ inner


def lora_init(out, inner, rank, rng):
    return rng.normal(0.0, 1.0 / np.sqrt(inner), (rank, inner)), np.zeros((out, rank))
