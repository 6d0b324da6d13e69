# diagnosis: blocks run down the columns instead of along the rows
import numpy as np


def dequantise(codes, scale_codes, second, mean, levels, block, scale_block):
    tops = np.array([second[j // scale_block] for j in range(len(scale_codes))])
    scales = mean + tops * scale_codes / 127
    rows, columns = np.indices(codes.shape)
    return np.take(levels, codes) * scales[(columns * len(codes) + rows) // block]


def qlora(x, codes, scale_codes, second, mean, a, b, alpha, levels, block, scale_block):
    w = dequantise(codes, scale_codes, second, mean, levels, block, scale_block)
    return x.dot((w + b.dot(a) * alpha / len(a)).T)


def qlora_backward(upstream, x, codes, scale_codes, second, mean, a, b, alpha, levels, block, scale_block):
    w = dequantise(codes, scale_codes, second, mean, levels, block, scale_block)
    s = alpha / len(a)
    by_update = s * upstream.T.dot(x)
    return upstream.dot(w + s * b.dot(a)), b.T.dot(by_update), by_update.dot(a.T)
