"""What is checked of an answer to residual blocks."""

import numpy as np

from inroad.practice.kit import chance, gradient, inputs, prop, same, size


def weights(draw, wider=0):
    """Normal numbers: none lies exactly on a relu's bend."""
    n, d, m = size(draw, 3, 5), size(draw, 2, 4), size(draw, 3, 5)
    e = d + wider
    rng = chance(draw)
    return (
        rng.normal(size=(n, d)),
        rng.normal(size=(d, m)),
        rng.normal(size=m) / 2,
        rng.normal(size=(m, e)),
        rng.normal(size=e) / 2,
        rng.normal(size=(d, e)),
    )


@inputs
def block(draw):
    return weights(draw)[:5]


@inputs
def wider(draw):
    return weights(draw, size(draw, 0, 2))


def nothing_added(answer, reference, x, w1, b1, w2, b2):
    assert np.allclose(answer.preactivation_block(x, w1, b1, 0 * w2, 0 * b2), x), (
        "if the last layer's weights are 0, the block must be the identity"
    )


def as_projection(answer, reference, x, w1, b1, w2, b2):
    one = answer.projected_block(x, w1, b1, w2, b2, np.eye(x.shape[1]))
    assert np.allclose(one, answer.residual_block(x, w1, b1, w2, b2)), (
        "with the identity as projection it must be the plain block"
    )


CHECKS = [
    # Two small products: relative errors stay near 1e-15.
    *same("residual_block", block, rtol=1e-9, atol=1e-10, examples=15),
    *same("projected_block", wider, rtol=1e-9, atol=1e-10, examples=15),
    *same("preactivation_block", block, rtol=1e-9, atol=1e-10, examples=15),
    prop(
        "invariance",
        "a block can be the identity",
        nothing_added,
        block,
        calls="preactivation_block",
        examples=5,
    ),
    prop(
        "invariance",
        "projection and plain block agree",
        as_projection,
        block,
        calls="projected_block",
        examples=5,
    ),
    gradient("residual_backward", "residual_block", block, of=(0, 1, 2, 3, 4), examples=8),
]
