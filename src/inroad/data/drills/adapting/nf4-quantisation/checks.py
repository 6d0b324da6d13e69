"""What is checked of an answer to block-wise quantisation."""

import numpy as np

from inroad.practice.kit import array, choice, inputs, integers, positive, prop, same, size, stable

LEVELS = np.array(
    [
        -1.0,
        -0.6961928009986877,
        -0.5250730514526367,
        -0.39491748809814453,
        -0.28444138169288635,
        -0.18477343022823334,
        -0.09105003625154495,
        0.0,
        0.07958029955625534,
        0.16093020141124725,
        0.24611230194568634,
        0.33791524171829224,
        0.44070982933044434,
        0.5626170039176941,
        0.7229568362236023,
        1.0,
    ]
)
"""NormalFloat: quantiles of the standard normal, made symmetric in range and with an exact zero."""


@inputs
def weights(draw):
    w = array(draw, size(draw, 1, 5), size(draw, 2, 7))
    return w + 0.0123, LEVELS, choice(draw, (4, 3, 8))


@inputs
def stored(draw):
    n, m, block = size(draw, 1, 4), size(draw, 2, 6), choice(draw, (4, 3, 8))
    count = -(-n * m // block)
    return integers(draw, 0, 15, n * m), positive(draw, count), LEVELS, block, (n, m)


def nearest(answer, reference, w, levels, block):
    codes, scales = answer.quantise(w, levels, block)
    back = answer.dequantise(np.asarray(codes), np.asarray(scales), levels, block, w.shape)
    gap = np.diff(levels).max() / 2 * np.repeat(scales, block)[: w.size].reshape(w.shape)
    assert np.all(np.abs(back - w) <= gap + 1e-9), "no weight may be off by more than half a gap of its block"


def largest_exact(answer, reference, w, levels, block):
    codes, scales = answer.quantise(w, levels, block)
    back = answer.dequantise(np.asarray(codes), np.asarray(scales), levels, block, w.shape)
    place = np.abs(w).ravel()[:block].argmax()
    assert np.isclose(back.ravel()[place], w.ravel()[place]), (
        "the largest weight of a block must be stored exactly"
    )


CHECKS = [
    # Codes are exact; scales are maxima, so no rounding at all is to be allowed for.
    *same("quantise", weights, rtol=1e-12, atol=1e-12),
    *same("dequantise", stored, rtol=1e-12, atol=1e-12),
    prop("invariance", "each weight gets the nearest level of its block", nearest, weights, calls="quantise"),
    prop("invariance", "the largest weight of a block is exact", largest_exact, weights, calls="quantise"),
    stable("quantise", (np.zeros((2, 4)), LEVELS, 4), (np.array([[0.0, 0.0, 1e-300, 2e-300]]), LEVELS, 2)),
]
