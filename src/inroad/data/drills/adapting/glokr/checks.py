"""What is checked of an answer to GLoKr."""

import numpy as np

from inroad.practice.kit import array, gradient, inputs, prop, same, size


def parts(draw):
    p, q, s, t, r = (size(draw, least, 3) for least in (2, 2, 2, 2, 1))
    both = [(array(draw, p, q), array(draw, s, r), array(draw, r, t)) for _ in range(2)]
    return array(draw, p * s, q * t), *both[0], *both[1]


@inputs
def weights(draw):
    return parts(draw)


@inputs
def layer(draw):
    w, *rest = parts(draw)
    return array(draw, size(draw, 1, 3), w.shape[1]), w, *rest


def nothing_changes_nothing(answer, reference, w, c1, b1, a1, c2, b2, a2):
    kept = answer.merge(w, c1, 0 * b1, a1, c2, 0 * b2, a2)
    assert np.allclose(kept, w, atol=1e-12), "with both b zero the weights must be the frozen ones"


CHECKS = [
    # Products of four numbers up to 3, few of them summed.
    *same("merge", weights, rtol=1e-9, atol=1e-8, examples=20),
    *same("glokr", layer, rtol=1e-9, atol=1e-8, examples=12),
    prop(
        "invariance",
        "with both b zero nothing changes",
        nothing_changes_nothing,
        weights,
        calls="merge",
        examples=10,
    ),
    # Values of a few hundred: central differences err by about 1e-8 of them.
    gradient("glokr_backward", "glokr", layer, of=(2, 3, 4, 5, 6, 7), atol=1e-5, examples=6),
]
