"""Double quantisation of the scales, from memory."""

import numpy as np


def quantise_scales(scales, block):
    """scales (n,) -> codes (n,), second (blocks,), mean."""
    raise NotImplementedError


def dequantise_scales(codes, second, mean, block):
    """-> scales (n,)."""
    raise NotImplementedError


def bits_per_weight(block, scale_block):
    """-> a float."""
    raise NotImplementedError
