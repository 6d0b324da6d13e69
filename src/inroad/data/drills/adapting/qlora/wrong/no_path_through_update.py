# diagnosis: the gradient by the input lacks the path through the update
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
    g = upstream * (alpha / len(a))
    return upstream.dot(w), np.einsum("nr,ni->ri", g.dot(b), x), np.einsum("no,nr->or", g, x.dot(a.T))
