# diagnosis: the codes are not divided by 127
import numpy as np


def quantise_scales(scales, block):
    middle = float(np.mean(scales))
    codes, tops = [], []
    for k in range(0, len(scales), block):
        part = scales[k : k + block] - middle
        top = np.max(np.abs(part))
        tops.append(top)
        codes.append(np.rint(part * 127 / top) if top > 0 else np.zeros(len(part)))
    return np.concatenate(codes).astype(int), np.array(tops), middle


def dequantise_scales(codes, second, mean, block):
    return np.array([mean + code * second[k // block] for k, code in enumerate(codes)])


def bits_per_weight(block, scale_block):
    return 4 + (8 + 32 / scale_block) / block
