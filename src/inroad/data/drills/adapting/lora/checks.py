"""What is checked of an answer to LoRA."""

import numpy as np

from inroad.practice.kit import array, choice, gradient, inputs, prop, same, size


@inputs
def layer(draw):
    n, i, o, r = size(draw, 1, 4), size(draw, 2, 6), size(draw, 2, 6), size(draw, 1, 3)
    return (
        array(draw, n, i),
        array(draw, o, i),
        array(draw, r, i),
        array(draw, o, r),
        choice(draw, (8.0, 1.0, 16.0)),
    )


@inputs
def sizes(draw):
    return size(draw, 2, 8), size(draw, 2, 8), size(draw, 1, 4)


def starts_as_before(answer, reference, out, inner, rank):
    a, b = answer.lora_init(out, inner, rank, np.random.default_rng(0))
    assert np.shape(a) == (rank, inner), f"a must have shape {(rank, inner)}, it has {np.shape(a)}"
    assert np.shape(b) == (out, rank), f"b must have shape {(out, rank)}, it has {np.shape(b)}"
    assert not np.any(np.asarray(b) @ np.asarray(a)), (
        "the adapted layer must start as the original one: b a = 0"
    )


def can_learn(answer, reference, out, inner, rank):
    a, b = answer.lora_init(out, inner, rank, np.random.default_rng(0))
    assert np.any(a) or np.any(b), (
        "if both matrices are zero, both gradients are zero and nothing is ever learnt"
    )


CHECKS = [
    prop("invariance", "the adapted layer starts as the original", starts_as_before, sizes),
    prop("invariance", "the update can learn from its start", can_learn, sizes),
    # Sums of at most a few dozen products of numbers near one: rounding is far below 1e-9.
    *same("lora", layer, rtol=1e-9, atol=1e-9),
    gradient("lora_backward", "lora", layer, of=(0, 2, 3)),
]
