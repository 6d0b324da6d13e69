"""GLoKr: scaling and shifting with Kronecker products, from memory."""

import numpy as np


def merge(w, c1, b1, a1, c2, b2, a2):
    """w (p s, q t), c (p, q), b (s, r), a (r, t) -> (p s, q t)."""
    raise NotImplementedError


def glokr(x, w, c1, b1, a1, c2, b2, a2):
    """x (n, q t) -> (n, p s)."""
    raise NotImplementedError


def glokr_backward(upstream, x, w, c1, b1, a1, c2, b2, a2):
    """upstream (n, p s) -> gradients by c1, b1, a1, c2, b2, a2."""
    raise NotImplementedError
