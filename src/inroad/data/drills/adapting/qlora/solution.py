"""QLoRA, written plainly."""

import numpy as np


def dequantise(codes, scale_codes, second, mean, levels, block, scale_block):
    scales = mean + np.repeat(second, scale_block)[: scale_codes.size] * scale_codes / 127
    each = np.repeat(scales, block)[: codes.size].reshape(codes.shape)
    return levels[codes] * each


def qlora(x, codes, scale_codes, second, mean, a, b, alpha, levels, block, scale_block):
    w = dequantise(codes, scale_codes, second, mean, levels, block, scale_block)
    return x @ w.T + alpha / a.shape[0] * (x @ a.T) @ b.T


def qlora_backward(upstream, x, codes, scale_codes, second, mean, a, b, alpha, levels, block, scale_block):
    # The codes get no gradient, but x gets one through the weights that they stand for.
    w = dequantise(codes, scale_codes, second, mean, levels, block, scale_block)
    scale = alpha / a.shape[0]
    by_hidden = scale * upstream @ b
    return upstream @ w + by_hidden @ a, by_hidden.T @ x, scale * upstream.T @ (x @ a.T)
