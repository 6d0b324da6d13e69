"""DoRA: magnitude and direction apart, from memory."""

import numpy as np


def dora_init(w):
    """w (o, i) -> m (o,)."""
    raise NotImplementedError


def dora(x, w, a, b, m):
    """x (n, i), w (o, i), a (r, i), b (o, r), m (o,) -> (n, o)."""
    raise NotImplementedError


def dora_backward(upstream, x, w, a, b, m):
    """upstream (n, o) -> gradients by a, b and m."""
    raise NotImplementedError
