# diagnosis: a block of equal scales is divided by its largest magnitude, which is 0
import numpy as np


def quantise_scales(scales, block):
    mean = float(np.mean(scales))
    rest = [float(each) - mean for each in scales]
    tops = [max(map(abs, rest[k : k + block])) for k in range(0, len(rest), block)]
    codes = [round(each / tops[k // block] * 127) for k, each in enumerate(rest)]
    return np.array(codes), np.array(tops), mean


def dequantise_scales(codes, second, mean, block):
    tops = np.array([second[k // block] for k in range(len(codes))])
    return mean + tops * codes / 127


def bits_per_weight(block, scale_block):
    return 4 + (8 + 32 / scale_block) / block
