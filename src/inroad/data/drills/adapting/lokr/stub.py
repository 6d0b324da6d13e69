"""LoKr: a Kronecker product as update, from memory."""

import numpy as np


def lokr(x, w, c, a, b, alpha):
    """x (n, q t), w (p s, q t), c (p, q), a (r, t), b (s, r) -> (n, p s)."""
    raise NotImplementedError


def lokr_backward(upstream, x, c, a, b, alpha):
    """upstream (n, p s) -> gradients by c, a and b."""
    raise NotImplementedError
