"""GLoRA: one formula for many ways to adapt a layer, from memory."""

import numpy as np


def glora(x, w, bias, a, b, c, d, e):
    """x (n, i), w, a, b (o, i), bias, d, e (o,), c (i,) -> (n, o)."""
    raise NotImplementedError


def merge(w, bias, a, b, c, d, e):
    """-> weights (o, i), bias (o,)."""
    raise NotImplementedError
