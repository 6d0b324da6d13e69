# diagnosis: the mean of the scales is not subtracted
import numpy as np


def quantise_scales(scales, block):
    codes, tops = np.zeros(len(scales), dtype=int), []
    for start in range(0, len(scales), block):
        tops.append(max(scales[start : start + block]))
        codes[start : start + block] = np.round(scales[start : start + block] / tops[-1] * 127)
    return codes, np.array(tops), float(scales.mean())


def dequantise_scales(codes, second, mean, block):
    tops = np.array([second[k // block] for k in range(len(codes))])
    return mean + tops * codes / 127


def bits_per_weight(block, scale_block):
    return 4 + (8 + 32 / scale_block) / block
