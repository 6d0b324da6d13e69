# diagnosis: codes are cut off instead of rounded
import numpy as np


def quantise_scales(scales, block):
    mean = scales.sum() / len(scales)
    codes, tops = [], []
    for k in range(0, len(scales), block):
        part = scales[k : k + block] - mean
        tops.append(np.abs(part).max())
        codes.append((127 * part / tops[-1]).astype(int))
    return np.hstack(codes), np.array(tops), float(mean)


def dequantise_scales(codes, second, mean, block):
    tops = np.array([second[k // block] for k in range(len(codes))])
    return mean + tops * codes / 127


def bits_per_weight(block, scale_block):
    return 4 + (8 + 32 / scale_block) / block
