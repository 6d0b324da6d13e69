"""Double quantisation, written plainly."""

import numpy as np


def quantise_scales(scales, block):
    mean = float(scales.mean())
    count = -(-scales.size // block)
    padded = np.zeros(count * block)
    padded[: scales.size] = scales - mean
    blocks = padded.reshape(count, block)
    second = np.abs(blocks).max(axis=1)
    codes = np.rint(127 * blocks / np.where(second == 0, 1.0, second)[:, None]).astype(int)
    return codes.ravel()[: scales.size], second, mean


def dequantise_scales(codes, second, mean, block):
    return mean + np.repeat(second, block)[: codes.size] * codes / 127


def bits_per_weight(block, scale_block):
    return 4 + 8 / block + 32 / (block * scale_block)
