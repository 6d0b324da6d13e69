# diagnosis: the gradients lack the scaling by alpha / r
import numpy as np


def lora(x, w, a, b, alpha):
    delta = b @ a
    return x @ (w + alpha / a.shape[0] * delta).T


def lora_backward(upstream, x, w, a, b, alpha):
    d = upstream.T @ x
    return upstream @ (w + alpha / len(a) * b @ a), b.T @ d, d @ a.T


def lora_init(out, inner, rank, rng):
    return rng.normal(0.0, 1.0 / np.sqrt(inner), (rank, inner)), np.zeros((out, rank))
