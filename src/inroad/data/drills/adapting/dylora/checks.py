"""What is checked of an answer to DyLoRA."""

import numpy as np

from inroad.practice.kit import array, choice, gradient, inputs, number, prop, same, size


@inputs
def draws(draw):
    low = size(draw, 1, 4)
    return number(draw, 0.0, 0.999), low, low + size(draw, 1, 7)


@inputs
def layer(draw):
    n, i, o, r = size(draw, 1, 4), size(draw, 2, 5), size(draw, 2, 5), size(draw, 3, 5)
    parts = array(draw, n, i), array(draw, o, i), array(draw, r, i), array(draw, o, r)
    return *parts, choice(draw, (8.0, 1.0, 16.0)), size(draw, 1, r - 1)


@inputs
def gradients(draw):
    i, o, r = size(draw, 2, 5), size(draw, 2, 5), size(draw, 3, 5)
    return array(draw, r, i), array(draw, o, r), size(draw, 1, r - 1)


def rest_is_unused(answer, reference, x, w, a, b, alpha, rank):
    other_a, other_b = a.copy(), b.copy()
    other_a[rank:] += 7
    other_b[:, rank:] -= 5
    same_y = np.allclose(
        answer.dylora(x, w, other_a, other_b, alpha, rank), answer.dylora(x, w, a, b, alpha, rank)
    )
    assert same_y, "what lies beyond the rank must not change the output"


CHECKS = [
    # Whole numbers; u has three digits, so u * count is never within rounding of a whole one that matters.
    *same("draw_rank", draws, rtol=0, atol=0, examples=30),
    # Sums of at most five products of numbers near one, scaled by at most 16.
    *same("dylora", layer, rtol=1e-9, atol=1e-9, examples=20),
    # Nothing is computed.
    *same("only_last", gradients, rtol=0, atol=0, examples=20),
    prop(
        "invariance",
        "what lies beyond the rank is not used",
        rest_is_unused,
        layer,
        calls="dylora",
        examples=15,
    ),
    gradient("dylora_backward", "dylora", layer, of=(2, 3), examples=8),
]
