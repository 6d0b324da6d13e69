"""Block-wise quantisation, written plainly."""

import numpy as np


def quantise(w, levels, block):
    flat = w.ravel()
    count = -(-flat.size // block)
    padded = np.zeros(count * block)
    padded[: flat.size] = flat
    blocks = padded.reshape(count, block)
    scales = np.abs(blocks).max(axis=1)
    scaled = blocks / np.where(scales == 0, 1.0, scales)[:, None]
    codes = np.abs(scaled[:, :, None] - levels).argmin(axis=2)
    return codes.ravel()[: flat.size], scales


def dequantise(codes, scales, levels, block, shape):
    each = np.arange(codes.size) // block
    return (levels[codes] * scales[each]).reshape(shape)
