# diagnosis: the gradients lack the scaling by alpha / r
import numpy as np


def dequantise(codes, scale_codes, second, mean, levels, block, scale_block):
    flat = codes.ravel()
    out = []
    for k, code in enumerate(flat):
        number = k // block
        out.append(levels[code] * (mean + second[number // scale_block] * scale_codes[number] / 127))
    return np.array(out).reshape(codes.shape)


def qlora(x, codes, scale_codes, second, mean, a, b, alpha, levels, block, scale_block):
    w = dequantise(codes, scale_codes, second, mean, levels, block, scale_block)
    return x.dot((w + b.dot(a) * alpha / len(a)).T)


def qlora_backward(upstream, x, codes, scale_codes, second, mean, a, b, alpha, levels, block, scale_block):
    w = dequantise(codes, scale_codes, second, mean, levels, block, scale_block)
    by_x = upstream.dot(w + alpha / len(a) * b.dot(a))
    return by_x, np.einsum("nr,ni->ri", upstream.dot(b), x), np.einsum("no,nr->or", upstream, x.dot(a.T))
