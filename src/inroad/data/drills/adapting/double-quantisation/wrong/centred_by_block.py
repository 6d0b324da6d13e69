# diagnosis: a mean is taken of each block instead of one of all scales
import numpy as np


def quantise_scales(scales, block):
    codes, tops = [], []
    for k in range(0, len(scales), block):
        part = scales[k : k + block]
        part = part - sum(part) / len(part)
        top = max(abs(part))
        tops.append(top)
        codes += [int(round(127 * each / top)) if top else 0 for each in part]
    return np.array(codes), np.array(tops), float(scales.sum() / len(scales))


def dequantise_scales(codes, second, mean, block):
    tops = np.array([second[k // block] for k in range(len(codes))])
    return mean + tops * codes / 127


def bits_per_weight(block, scale_block):
    return 4 + (8 + 32 / scale_block) / block
