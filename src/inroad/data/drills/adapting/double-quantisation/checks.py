"""What is checked of an answer to double quantisation."""

import numpy as np

from inroad.practice.kit import array, choice, inputs, integers, positive, prop, same, size, stable


@inputs
def scales(draw):
    return positive(draw, size(draw, 2, 14)), choice(draw, (4, 3, 5))


@inputs
def stored(draw):
    n, block = size(draw, 2, 14), choice(draw, (4, 3, 5))
    mean = float(positive(draw, 1)[0])
    return integers(draw, -127, 127, n), positive(draw, -(-n // block)), mean, block


@inputs
def blocks(draw):
    return choice(draw, (64, 32, 128, 7)), choice(draw, (256, 64, 10))


def near(answer, reference, scales, block):
    codes, second, mean = answer.quantise_scales(scales, block)
    back = answer.dequantise_scales(np.asarray(codes), np.asarray(second), mean, block)
    step = np.repeat(second, block)[: scales.size] / 127
    assert np.all(np.abs(back - scales) <= step / 2 + 1e-12), (
        "no scale may be off by more than half a step of its block"
    )


CHECKS = [
    # Codes are exact but for ties, which have no chance; means and maxima of a dozen numbers near one.
    *same("quantise_scales", scales, rtol=1e-9, atol=1e-12),
    *same("dequantise_scales", stored, rtol=1e-9, atol=1e-12),
    *same("bits_per_weight", blocks, rtol=1e-12, atol=0, examples=15),
    prop(
        "invariance",
        "each scale comes back to half a step",
        near,
        scales,
        calls="quantise_scales",
        examples=20,
    ),
    stable("quantise_scales", (np.full(4, 0.75), 2), (np.array([1.0, 2.0, 1.5, 1.5]), 2)),
]
