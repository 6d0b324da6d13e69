"""OP-LoRA, written plainly."""

import numpy as np


def predicted(z, w1, w2, rank, out, inner):
    flat = w2 @ np.maximum(w1 @ z, 0.0)
    return flat[: rank * inner].reshape(rank, inner), flat[rank * inner :].reshape(out, rank)


def op_lora(x, w, z, w1, w2, rank):
    a, b = predicted(z, w1, w2, rank, *w.shape)
    return x @ (w + b @ a).T


def op_lora_backward(upstream, x, w, z, w1, w2, rank):
    a, b = predicted(z, w1, w2, rank, *w.shape)
    by_update = upstream.T @ x
    by_flat = np.concatenate([(b.T @ by_update).ravel(), (by_update @ a.T).ravel()])
    before = w1 @ z
    by_before = (w2.T @ by_flat) * (before > 0)
    return w1.T @ by_before, np.outer(by_before, z), np.outer(by_flat, np.maximum(before, 0.0))
