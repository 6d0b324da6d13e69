"""LoRA: a low-rank update of a frozen layer, from memory."""

import numpy as np


def lora_init(out, inner, rank, rng):
    """-> a (rank, inner), b (out, rank)."""
    raise NotImplementedError


def lora(x, w, a, b, alpha):
    """x (n, i), w (o, i), a (r, i), b (o, r), a number -> (n, o)."""
    raise NotImplementedError


def lora_backward(upstream, x, w, a, b, alpha):
    """upstream (n, o) -> gradients by x, a and b."""
    raise NotImplementedError
