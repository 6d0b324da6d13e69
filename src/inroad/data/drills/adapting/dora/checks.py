"""What is checked of an answer to DoRA."""

import numpy as np

from inroad.practice.kit import array, gradient, inputs, positive, prop, same, size


@inputs
def layer(draw):
    n, i, o, r = size(draw, 1, 4), size(draw, 2, 5), size(draw, 2, 5), size(draw, 1, 2)
    w = array(draw, o, i) + 4 * np.eye(o, i) + 0.5  # no row near zero, where a direction means nothing
    return (
        array(draw, n, i),
        w,
        array(draw, r, i, scale=0.3) / 4,
        array(draw, o, r, scale=0.3) / 4,
        positive(draw, o),
    )


@inputs
def weights(draw):
    return (array(draw, size(draw, 1, 5), size(draw, 2, 5)) + 0.5,)


def starts_as_before(answer, reference, x, w, a, b, m):
    y = answer.dora(x, w, a, np.zeros_like(b), answer.dora_init(w))
    assert np.allclose(y, x @ w.T, atol=1e-9), (
        "with b = 0 and m from dora_init the layer must be the original one"
    )


def length_is_m(answer, reference, x, w, a, b, m):
    rows = answer.dora(np.eye(w.shape[1]), w, a, b, m).T
    assert np.allclose((rows**2).sum(axis=1), m**2, atol=1e-8), "each output's weights must have the length m"


CHECKS = [
    *same("dora_init", weights, rtol=1e-9, atol=1e-9),
    # One division by a length of about four: rounding stays near 1e-15.
    *same("dora", layer, rtol=1e-9, atol=1e-9),
    prop("invariance", "the layer starts as the original", starts_as_before, layer, calls="dora"),
    prop("invariance", "each row has the length that was asked for", length_is_m, layer, calls="dora"),
    gradient("dora_backward", "dora", layer, of=(2, 3, 4)),
]
