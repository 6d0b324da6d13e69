"""DyLoRA, written plainly."""

import numpy as np


def draw_rank(u, low, high):
    return low + int(u * (high - low + 1))


def dylora(x, w, a, b, alpha, rank):
    return x @ w.T + alpha / rank * (x @ a[:rank].T) @ b[:, :rank].T


def dylora_backward(upstream, x, w, a, b, alpha, rank):
    scale = alpha / rank
    by_a, by_b = np.zeros(a.shape), np.zeros(b.shape)
    by_a[:rank] = scale * (upstream @ b[:, :rank]).T @ x
    by_b[:, :rank] = scale * upstream.T @ (x @ a[:rank].T)
    return by_a, by_b


def only_last(by_a, by_b, rank):
    last_a, last_b = np.zeros(by_a.shape), np.zeros(by_b.shape)
    last_a[rank - 1] = by_a[rank - 1]
    last_b[:, rank - 1] = by_b[:, rank - 1]
    return last_a, last_b
