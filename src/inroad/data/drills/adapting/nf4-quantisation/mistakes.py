"""Known mistakes in block-wise quantisation."""

import numpy as np
from inroad.practice.kit import mistake
from solution import quantise as right


def by(flat, block, scale_of, code_of):
    parts = [flat[k : k + block] for k in range(0, flat.size, block)]
    scales = np.array([scale_of(part) for part in parts])
    codes = [code_of(part / (s if s else 1.0)) for part, s in zip(parts, scales)]
    return np.concatenate(codes), scales


def nearest(levels):
    return lambda part: np.abs(part[:, None] - levels).argmin(axis=1)


@mistake("the largest value is taken, not the largest magnitude")
def quantise(w, levels, block):
    return by(w.ravel(), block, lambda part: part.max(), nearest(levels))


@mistake("one scale is used for the whole matrix instead of one for each block")
def quantise(w, levels, block):
    codes, _ = by(w.ravel(), w.size, lambda part: np.abs(part).max(), nearest(levels))
    return codes, np.full(-(-w.size // block), np.abs(w).max())


@mistake("values are rounded down to a level, not to the nearest one")
def quantise(w, levels, block):
    down = lambda part: (part[:, None] >= levels - 1e-12).sum(axis=1) - 1
    return by(w.ravel(), block, lambda part: np.abs(part).max(), down)


@mistake("values are rounded up to a level, not to the nearest one")
def quantise(w, levels, block):
    up = lambda part: np.minimum((part[:, None] > levels + 1e-12).sum(axis=1), len(levels) - 1)
    return by(w.ravel(), block, lambda part: np.abs(part).max(), up)


@mistake("evenly spaced levels are used instead of those that were given")
def quantise(w, levels, block):
    even = np.linspace(-1, 1, len(levels))
    return by(w.ravel(), block, lambda part: np.abs(part).max(), nearest(even))


@mistake("the scale is the standard deviation of a block, not its largest magnitude")
def quantise(w, levels, block):
    return by(w.ravel(), block, lambda part: part.std(), nearest(levels))


@mistake("the sum of magnitudes is taken as the scale")
def quantise(w, levels, block):
    return by(w.ravel(), block, lambda part: np.abs(part).sum(), nearest(levels))


@mistake("blocks run down the columns instead of along the rows")
def quantise(w, levels, block):
    return right(w.T, levels, block)


@mistake("the levels are divided by the scale instead of multiplied")
def dequantise(codes, scales, levels, block, shape):
    return (levels[codes] / np.repeat(scales, block)[: codes.size]).reshape(shape)


@mistake("the scales are dealt out in turn, one weight each, instead of one block each")
def dequantise(codes, scales, levels, block, shape):
    return (levels[codes] * np.resize(scales, codes.size)).reshape(shape)


@mistake("the scales are left out")
def dequantise(codes, scales, levels, block, shape):
    return levels[codes].reshape(shape)
