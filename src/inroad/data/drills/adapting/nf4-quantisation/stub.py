"""Block-wise quantisation to sixteen levels, from memory."""

import numpy as np


def quantise(w, levels, block):
    """w (any shape), levels (16,) -> codes (w.size,), scales (blocks,)."""
    raise NotImplementedError


def dequantise(codes, scales, levels, block, shape):
    """-> weights of the given shape."""
    raise NotImplementedError
