"""What is checked of an answer to QLoRA."""

import numpy as np

from inroad.practice.kit import array, choice, gradient, inputs, integers, positive, prop, same, size

LEVELS = np.array(
    [-1.0, -0.6962, -0.5251, -0.3949, -0.2844, -0.1848, -0.0911, 0.0]
    + [0.0796, 0.1609, 0.2461, 0.3379, 0.4407, 0.5626, 0.7230, 1.0]
)
"""NormalFloat, rounded."""


def frozen(draw, o, i):
    block, scale_block = choice(draw, (4, 3, 5)), choice(draw, (2, 3))
    blocks = -(-o * i // block)
    second = positive(draw, -(-blocks // scale_block), most=1.0)
    parts = (
        integers(draw, 0, 15, o, i),
        integers(draw, -127, 127, blocks),
        second,
        float(positive(draw, 1)[0]),
    )
    return parts, block, scale_block


@inputs
def stored(draw):
    parts, block, scale_block = frozen(draw, size(draw, 2, 5), size(draw, 3, 6))
    return *parts, LEVELS, block, scale_block


@inputs
def layer(draw):
    n, o, i, r = size(draw, 1, 3), size(draw, 2, 5), size(draw, 3, 6), size(draw, 1, 3)
    parts, block, scale_block = frozen(draw, o, i)
    update = array(draw, r, i), array(draw, o, r), choice(draw, (8.0, 1.0, 16.0))
    return array(draw, n, i), *parts, *update, LEVELS, block, scale_block


def starts_frozen(answer, reference, x, codes, scale_codes, second, mean, a, b, *rest):
    y = answer.qlora(x, codes, scale_codes, second, mean, a, 0 * b, *rest)
    w = reference.dequantise(codes, scale_codes, second, mean, *rest[1:])
    assert np.allclose(y, x @ w.T, atol=1e-9), "with b = 0 the layer must be the stored one"


CHECKS = [
    # One product or two for each weight, then sums of a dozen products of numbers up to about ten.
    *same("dequantise", stored, rtol=1e-9, atol=1e-12, examples=20),
    *same("qlora", layer, rtol=1e-9, atol=1e-9, examples=20),
    prop(
        "invariance",
        "with b = 0 the layer is the stored one",
        starts_frozen,
        layer,
        calls="qlora",
        examples=15,
    ),
    gradient("qlora_backward", "qlora", layer, of=(0, 5, 6), examples=8),
]
