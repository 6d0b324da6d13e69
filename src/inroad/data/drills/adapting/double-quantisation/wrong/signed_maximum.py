# diagnosis: the largest value is taken, not the largest magnitude: after centring, half are negative
import numpy as np


def quantise_scales(scales, block):
    mean = float(scales.mean())
    rest = list(scales - mean)
    tops = [max(rest[k : k + block]) for k in range(0, len(rest), block)]
    codes = [round(127 * each / (tops[k // block] or 1.0)) for k, each in enumerate(rest)]
    return np.array(codes), np.array(tops), mean


def dequantise_scales(codes, second, mean, block):
    tops = np.array([second[k // block] for k in range(len(codes))])
    return mean + tops * codes / 127


def bits_per_weight(block, scale_block):
    return 4 + (8 + 32 / scale_block) / block
