import numpy as np


def quantise_scales(scales, block):
    mean = np.add.reduce(scales) / scales.size
    rows = np.append(scales - mean, np.zeros(-scales.size % block)).reshape(-1, block)
    top = np.maximum(rows.max(1), -rows.min(1))
    unit = np.divide(rows, top[:, None], out=np.zeros_like(rows), where=top[:, None] > 0)
    return np.floor(unit * 127 + 0.5).astype(int).reshape(-1)[: scales.size], top, float(mean)


def dequantise_scales(codes, second, mean, block):
    rows = np.append(codes, np.zeros(-codes.size % block)).reshape(-1, block)
    return (rows * (second / 127)[:, None]).reshape(-1)[: codes.size] + mean


def bits_per_weight(block, scale_block):
    weights = block * scale_block
    return (4 * weights + 8 * scale_block + 32) / weights
