"""LoRA, written plainly."""

import numpy as np


def lora_init(out, inner, rank, rng):
    # b a = 0 at the start, but its gradient by b is not, since a is not zero.
    return rng.normal(size=(rank, inner)) / np.sqrt(inner), np.zeros((out, rank))


def lora(x, w, a, b, alpha):
    rank = a.shape[0]
    return x @ w.T + alpha / rank * (x @ a.T) @ b.T


def lora_backward(upstream, x, w, a, b, alpha):
    scale = alpha / a.shape[0]
    by_hidden = scale * upstream @ b
    by_x = upstream @ w + by_hidden @ a
    by_a = by_hidden.T @ x
    by_b = scale * upstream.T @ (x @ a.T)
    return by_x, by_a, by_b
