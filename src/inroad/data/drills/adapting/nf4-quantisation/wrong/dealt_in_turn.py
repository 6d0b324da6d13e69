# diagnosis: the scales are dealt out in turn, one weight each, instead of one block each
import numpy as np


def quantise(w, levels, block):
    flat = w.ravel()
    scales, codes = [], []
    for k in range(0, flat.size, block):
        part = flat[k : k + block]
        top = np.abs(part).max()
        scales.append(top)
        part = part / top if top > 0 else part
        codes.extend(int(np.abs(levels - value).argmin()) for value in part)
    return np.array(codes), np.array(scales)


def dequantise(codes, scales, levels, block, shape):
    out = [levels[c] * scales[k % len(scales)] for k, c in enumerate(codes)]
    return np.reshape(out, shape)
