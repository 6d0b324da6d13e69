"""QLoRA: a low-rank update of a quantised layer, from memory."""

import numpy as np


def dequantise(codes, scale_codes, second, mean, levels, block, scale_block):
    """codes (o, i) -> weights (o, i)."""
    raise NotImplementedError


def qlora(x, codes, scale_codes, second, mean, a, b, alpha, levels, block, scale_block):
    """x (n, i), codes (o, i), a (r, i), b (o, r) -> (n, o)."""
    raise NotImplementedError


def qlora_backward(upstream, x, codes, scale_codes, second, mean, a, b, alpha, levels, block, scale_block):
    """upstream (n, o) -> gradients by x, a and b."""
    raise NotImplementedError
