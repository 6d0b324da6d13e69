"""What is checked of an answer to GLoRA."""

import numpy as np

from inroad.practice.kit import array, inputs, prop, same, size


@inputs
def layer(draw):
    n, i, o = size(draw, 1, 4), size(draw, 2, 5), size(draw, 2, 5)
    wide, tall = array(draw, o, i), array(draw, o)
    return (
        array(draw, n, i),
        wide,
        tall,
        array(draw, o, i),
        array(draw, o, i),
        array(draw, i),
        array(draw, o),
        array(draw, o),
    )


@inputs
def parts(draw):
    i, o = size(draw, 2, 5), size(draw, 2, 5)
    return (
        array(draw, o, i),
        array(draw, o),
        array(draw, o, i),
        array(draw, o, i),
        array(draw, i),
        array(draw, o),
        array(draw, o),
    )


def nothing_changes_nothing(answer, reference, x, w, bias, a, b, c, d, e):
    y = answer.glora(x, w, bias, 0 * a, 0 * b, 0 * c, 0 * d, 0 * e)
    assert np.allclose(y, x @ w.T + bias, atol=1e-9), "with all parts zero the layer must be the frozen one"


def merged_is_the_same(answer, reference, x, w, bias, a, b, c, d, e):
    weights, shift = answer.merge(w, bias, a, b, c, d, e)
    apart = reference.glora(x, w, bias, a, b, c, d, e)
    assert np.allclose(x @ weights.T + shift, apart, atol=1e-8), (
        "the merged layer must give the adapted output"
    )


CHECKS = [
    # Products of three numbers up to 3, summed: 1e-9 lets every order of operations pass.
    *same("glora", layer, rtol=1e-9, atol=1e-9),
    *same("merge", parts, rtol=1e-9, atol=1e-9),
    prop(
        "invariance",
        "with all parts zero the layer is the frozen one",
        nothing_changes_nothing,
        layer,
        calls="glora",
    ),
    prop("invariance", "the merged layer gives the adapted output", merged_is_the_same, layer),
]
