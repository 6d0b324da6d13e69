# diagnosis: one scale is used for the whole matrix instead of one for each block
import numpy as np


def quantise(w, levels, block):
    top = max(abs(w.max()), abs(w.min()))
    unit = w / top if top else w
    codes = [int(np.argmin((levels - x) ** 2)) for x in unit.flat]
    return np.array(codes), np.repeat(top, (w.size + block - 1) // block)


def dequantise(codes, scales, levels, block, shape):
    return (levels[codes] * np.repeat(scales, block)[: codes.size]).reshape(shape)
