import numpy as np


def dequantise(codes, scale_codes, second, mean, levels, block, scale_block):
    number = np.arange(codes.size).reshape(codes.shape) // block
    scales = mean + second[np.arange(scale_codes.size) // scale_block] * (scale_codes / 127)
    return np.take(levels, codes) * np.take(scales, number)


def qlora(x, codes, scale_codes, second, mean, a, b, alpha, levels, block, scale_block):
    w = dequantise(codes, scale_codes, second, mean, levels, block, scale_block)
    hidden = np.einsum("ni,ri->nr", x, a) * (alpha / a.shape[0])
    return np.einsum("ni,oi->no", x, w) + np.einsum("nr,or->no", hidden, b)


def qlora_backward(upstream, x, codes, scale_codes, second, mean, a, b, alpha, levels, block, scale_block):
    w = dequantise(codes, scale_codes, second, mean, levels, block, scale_block)
    s = alpha / len(a)
    by_update = s * upstream.T.dot(x)
    return upstream.dot(w + s * b.dot(a)), b.T.dot(by_update), by_update.dot(a.T)
