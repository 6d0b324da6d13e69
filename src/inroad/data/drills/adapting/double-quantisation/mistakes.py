"""Known mistakes in double quantisation."""

import numpy as np
from inroad.practice.kit import mistake


def by(scales, block, centre=np.mean, top_of=lambda part: np.abs(part).max(), code=np.rint, most=127):
    mean = float(scales.mean())
    left = scales - centre(scales)
    parts = [left[k : k + block] for k in range(0, left.size, block)]
    second = np.array([top_of(part) for part in parts])
    codes = [code(most * part / (top if top else 1.0)) for part, top in zip(parts, second)]
    return np.concatenate(codes).astype(int), second, mean


@mistake("the mean of the scales is not subtracted")
def quantise_scales(scales, block):
    return by(scales, block, centre=lambda s: 0.0)


@mistake("a mean is taken of each block instead of one of all scales")
def quantise_scales(scales, block):
    means = [scales[k : k + block].mean() for k in range(0, scales.size, block)]
    return by(scales, block, centre=lambda s: np.repeat(means, block)[: s.size])


@mistake("the smallest scale is subtracted instead of the mean")
def quantise_scales(scales, block):
    return by(scales, block, centre=np.min)


@mistake("codes are cut off instead of rounded")
def quantise_scales(scales, block):
    return by(scales, block, code=np.trunc)


@mistake("the largest magnitude becomes 128 instead of 127")
def quantise_scales(scales, block):
    return by(scales, block, most=128)


@mistake("the largest value is taken, not the largest magnitude: after centring, half are negative")
def quantise_scales(scales, block):
    return by(scales, block, top_of=np.max)


@mistake("one largest magnitude is used for all scales instead of one for each block")
def quantise_scales(scales, block):
    top = np.abs(scales - scales.mean()).max()
    return by(scales, block, top_of=lambda part: top)


@mistake("a block of equal scales is divided by its largest magnitude, which is 0")
def quantise_scales(scales, block):
    left = scales - scales.mean()
    second = np.array([np.abs(left[k : k + block]).max() for k in range(0, left.size, block)])
    ratio = 127 * left / np.repeat(second, block)[: left.size]
    return np.array([int(each) for each in np.rint(ratio)]), second, float(scales.mean())


@mistake("the mean is not added back")
def dequantise_scales(codes, second, mean, block):
    return np.repeat(second, block)[: codes.size] * codes / 127


@mistake("the codes are not divided by 127")
def dequantise_scales(codes, second, mean, block):
    return mean + np.repeat(second, block)[: codes.size] * codes


@mistake("the second scales are dealt out in turn instead of one block each")
def dequantise_scales(codes, second, mean, block):
    return mean + np.resize(second, codes.size) * codes / 127


@mistake("the mean is added before the multiplication by the second scale")
def dequantise_scales(codes, second, mean, block):
    return np.repeat(second, block)[: codes.size] * (codes / 127 + mean)


@mistake("each second scale is shared by block times scale_block weights, not by scale_block")
def bits_per_weight(block, scale_block):
    return 4 + 8 / block + 32 / scale_block


@mistake("the 32-bit scales are still counted: they are replaced by 8-bit codes")
def bits_per_weight(block, scale_block):
    return 4 + 32 / block + 8 / (block * scale_block)
