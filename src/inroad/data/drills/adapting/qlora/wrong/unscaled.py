# diagnosis: the scaling by alpha / r is missing
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
    return np.einsum("ni,oi->no", x, w + np.einsum("or,ri->oi", b, a))


def qlora_backward(upstream, x, codes, scale_codes, second, mean, a, b, alpha, levels, block, scale_block):
    w = dequantise(codes, scale_codes, second, mean, levels, block, scale_block)
    s = alpha / len(a)
    by_update = s * upstream.T.dot(x)
    return upstream.dot(w + s * b.dot(a)), b.T.dot(by_update), by_update.dot(a.T)
