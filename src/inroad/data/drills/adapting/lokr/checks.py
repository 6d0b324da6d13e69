"""What is checked of an answer to LoKr."""

import numpy as np

from inroad.practice.kit import Failed, array, central, choice, inputs, prop, same, size


def shapes(draw):
    return [size(draw, least, 3) for least in (1, 2, 2, 2, 3, 1)]


@inputs
def layer(draw):
    n, p, q, s, t, r = shapes(draw)
    small = (array(draw, p, q), array(draw, r, t), array(draw, s, r), choice(draw, (4.0, 1.0)))
    return array(draw, n, q * t), array(draw, p * s, q * t), *small


@inputs
def backwards(draw):
    n, p, q, s, t, r = shapes(draw)
    small = (array(draw, p, q), array(draw, r, t), array(draw, s, r), choice(draw, (4.0, 1.0)))
    return array(draw, n, p * s), array(draw, n, q * t), *small


def agrees(answer, reference, upstream, x, c, a, b, alpha):
    got = answer.lokr_backward(upstream, x, c, a, b, alpha)
    frozen = np.zeros((upstream.shape[1], x.shape[1]))
    parts = [c, a, b]
    for place, name in enumerate("cab"):

        def loss(part):
            return np.sum(
                upstream * reference.lokr(x, frozen, *parts[:place], part, *parts[place + 1 :], alpha)
            )

        expected = central(loss, parts[place])
        if np.shape(got[place]) != expected.shape or not np.allclose(
            got[place], expected, rtol=1e-5, atol=1e-5
        ):
            told = f"the gradient by {name} differs from central differences"
            raise Failed(told, None, (upstream, x, c, a, b, alpha), got[place], expected)


CHECKS = [
    # Products of four numbers up to 3, summed: 1e-9 lets every order of operations pass.
    *same("lokr", layer, rtol=1e-9, atol=1e-8),
    prop(
        "gradient",
        "lokr_backward agrees with central differences",
        agrees,
        backwards,
        calls="lokr_backward",
        examples=12,
    ),
]
