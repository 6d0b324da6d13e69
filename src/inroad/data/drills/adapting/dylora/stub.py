"""DyLoRA: one update for many ranks, from memory."""

import numpy as np


def draw_rank(u, low, high):
    """u in [0, 1) -> a whole number from low to high."""
    raise NotImplementedError


def dylora(x, w, a, b, alpha, rank):
    """x (n, i), w (o, i), a (r, i), b (o, r) -> (n, o)."""
    raise NotImplementedError


def dylora_backward(upstream, x, w, a, b, alpha, rank):
    """upstream (n, o) -> gradients by a (r, i) and b (o, r)."""
    raise NotImplementedError


def only_last(by_a, by_b, rank):
    """-> gradients of the frozen variant, of the same shapes."""
    raise NotImplementedError
