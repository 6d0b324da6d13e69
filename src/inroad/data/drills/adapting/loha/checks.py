"""What is checked of an answer to LoHa."""

import numpy as np

from inroad.practice.kit import array, choice, inputs, prop, same, size
from inroad.practice.kit.gradients import central
from inroad.practice.kit.check import Failed


@inputs
def layer(draw):
    n, i, o, r = size(draw, 1, 3), size(draw, 2, 5), size(draw, 2, 5), size(draw, 1, 3)
    parts = (array(draw, r, i), array(draw, o, r), array(draw, r, i), array(draw, o, r))
    return array(draw, n, i), array(draw, o, i), *parts, choice(draw, (4.0, 1.0))


@inputs
def backwards(draw):
    n, i, o, r = size(draw, 1, 3), size(draw, 2, 4), size(draw, 2, 4), size(draw, 1, 2)
    parts = (array(draw, r, i), array(draw, o, r), array(draw, r, i), array(draw, o, r))
    return array(draw, n, o), array(draw, n, i), *parts, choice(draw, (4.0, 1.0))


def agrees(answer, reference, upstream, x, a1, b1, a2, b2, alpha):
    parts = [a1, b1, a2, b2]
    got = answer.loha_backward(upstream, x, *parts, alpha)
    frozen = np.zeros((upstream.shape[1], x.shape[1]))
    for place, name in enumerate(("a1", "b1", "a2", "b2")):

        def loss(part):
            return np.sum(
                upstream * reference.loha(x, frozen, *parts[:place], part, *parts[place + 1 :], alpha)
            )

        expected = central(loss, parts[place])
        if not np.allclose(got[place], expected, rtol=1e-5, atol=1e-5):
            told = f"the gradient by {name} differs from central differences"
            raise Failed(told, None, (upstream, x, *parts, alpha), got[place], expected)


CHECKS = [
    # Products of four numbers up to 3, summed: 1e-9 relative lets every order of operations pass.
    *same("loha", layer, rtol=1e-9, atol=1e-8),
    prop(
        "gradient",
        "loha_backward agrees with central differences",
        agrees,
        backwards,
        calls="loha_backward",
        examples=12,
    ),
]
