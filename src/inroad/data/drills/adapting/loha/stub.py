"""LoHa: a Hadamard product of two low-rank updates, from memory."""

import numpy as np


def loha(x, w, a1, b1, a2, b2, alpha):
    """x (n, i), w (o, i), a (r, i), b (o, r) -> (n, o)."""
    raise NotImplementedError


def loha_backward(upstream, x, a1, b1, a2, b2, alpha):
    """upstream (n, o) -> gradients by a1, b1, a2 and b2."""
    raise NotImplementedError
