# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
import numpy as np


def quantise_scales(scales, block):
    mean = float(np.mean(scales))
    scales -= mean
    tops = np.array([np.abs(scales[k : k + block]).max() for k in range(0, len(scales), block)])
    each = np.repeat(np.where(tops > 0, tops, 1), block)[: len(scales)]
    return np.rint(scales / each * 127).astype(int), tops, mean


def dequantise_scales(codes, second, mean, block):
    tops = np.array([second[k // block] for k in range(len(codes))])
    return mean + tops * codes / 127


def bits_per_weight(block, scale_block):
    return 4 + (8 + 32 / scale_block) / block
