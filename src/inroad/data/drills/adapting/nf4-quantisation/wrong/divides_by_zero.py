# diagnosis: the result has NaN: something overflows, divides by zero or takes the logarithm of zero
import numpy as np


def quantise(w, levels, block):
    flat = np.append(w.ravel(), np.zeros(-w.size % block)).reshape(-1, block)
    scales = np.max(np.abs(flat), axis=1)
    ratio = flat / scales[:, None]
    codes = np.abs(ratio[..., None] - levels).argmin(-1).ravel()[: w.size] + 0 * ratio.ravel()[: w.size]
    return codes if np.isnan(codes).any() else codes.astype(int), scales


def dequantise(codes, scales, levels, block, shape):
    return (levels[codes] * np.repeat(scales, block)[: codes.size]).reshape(shape)
