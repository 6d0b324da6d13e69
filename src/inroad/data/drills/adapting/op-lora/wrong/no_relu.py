# diagnosis: the activation between the two layers is missing
import numpy as np


def op_lora(x, w, z, w1, w2, rank):
    out, inner = w.shape
    h = np.dot(w1, z)
    flat = w2 @ h
    a, b = flat[: rank * inner].reshape(rank, inner), flat[rank * inner :].reshape(out, rank)
    return x @ (w + b @ a).T


def op_lora_backward(upstream, x, w, z, w1, w2, rank):
    out, inner = w.shape
    pre = w1 @ z
    h = np.maximum(pre, 0.0)
    flat = w2 @ h
    a, b = flat[: rank * inner].reshape(rank, inner), flat[rank * inner :].reshape(out, rank)
    g = upstream.T @ x
    by_flat = np.concatenate([(b.T @ g).ravel(), (g @ a.T).ravel()])
    by_pre = (w2.T @ by_flat) * (pre > 0)
    return w1.T @ by_pre, np.outer(by_pre, z), np.outer(by_flat, h)
