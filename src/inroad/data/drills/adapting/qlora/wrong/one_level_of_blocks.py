# diagnosis: each second scale covers scale_block weights instead of scale_block scales
import numpy as np


def dequantise(codes, scale_codes, second, mean, levels, block, scale_block):
    out = np.zeros(codes.size)
    for k, code in enumerate(codes.reshape(-1)):
        top = second[min(k // scale_block, len(second) - 1)]
        out[k] = levels[code] * (mean + top * scale_codes[k // block] / 127)
    return out.reshape(codes.shape)


def qlora(x, codes, scale_codes, second, mean, a, b, alpha, levels, block, scale_block):
    w = dequantise(codes, scale_codes, second, mean, levels, block, scale_block)
    return x.dot((w + b.dot(a) * alpha / len(a)).T)


def qlora_backward(upstream, x, codes, scale_codes, second, mean, a, b, alpha, levels, block, scale_block):
    w = dequantise(codes, scale_codes, second, mean, levels, block, scale_block)
    s = alpha / len(a)
    by_update = s * upstream.T.dot(x)
    return upstream.dot(w + s * b.dot(a)), b.T.dot(by_update), by_update.dot(a.T)
