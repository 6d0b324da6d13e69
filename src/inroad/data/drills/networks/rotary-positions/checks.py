"""What is checked of an answer to rotary position embedding."""

import numpy as np

from inroad.practice.kit import Failed, array, central, choice, inputs, integers, prop, same, size


def places(draw):
    return integers(draw, 0, 40, size(draw, 2, 5)), 2 * size(draw, 2, 4), choice(draw, (10000.0, 100.0))


@inputs
def angle_inputs(draw):
    return places(draw)


@inputs
def rows(draw):
    positions, d, base = places(draw)
    return array(draw, len(positions), d) + 0.5, positions, base


@inputs
def pairs(draw):
    positions, d, base = places(draw)
    return array(draw, len(positions), d), array(draw, len(positions), d) + 0.5, positions, base


def keeps_length(answer, reference, x, positions, base):
    one, other = np.linalg.norm(answer.rotate(x, positions, base), axis=1), np.linalg.norm(x, axis=1)
    assert np.allclose(one, other), "turning must not change the length of a row"


def relative(answer, reference, q, k, positions, base):
    one = answer.rotary_scores(q, k, positions, base)
    assert np.allclose(one, answer.rotary_scores(q, k, positions + 7, base), atol=1e-8), (
        "moving all positions by the same number must not change the scores"
    )


def differences(answer, reference, upstream, positions, base):
    start = np.sin(np.arange(upstream.size)).reshape(upstream.shape)
    expected = central(lambda x: float(np.sum(upstream * reference.rotate(x, positions, base))), start)
    got = answer.rotate_backward(upstream, positions, base)
    if np.shape(got) != expected.shape or not np.allclose(got, expected, rtol=1e-5, atol=1e-6):
        raise Failed(
            "the gradient differs from central differences", None, (upstream, positions, base), got, expected
        )


CHECKS = [
    # A power and a product: relative errors near 1e-15.
    *same("angles", angle_inputs, rtol=1e-9, atol=1e-12, examples=20),
    # The sine of an angle of 40 errs by 1e-14 at most.
    *same("rotate", rows, rtol=1e-9, atol=1e-9, examples=20),
    *same("rotate_backward", rows, rtol=1e-9, atol=1e-9, examples=20),
    *same("rotary_scores", pairs, rtol=1e-8, atol=1e-9, examples=20),
    prop("invariance", "rows keep their length", keeps_length, rows, calls="rotate", examples=8),
    prop(
        "invariance",
        "only differences of positions count",
        relative,
        pairs,
        calls="rotary_scores",
        examples=8,
    ),
    prop(
        "gradient",
        "rotate_backward agrees with central differences",
        differences,
        rows,
        calls="rotate_backward",
        examples=4,
    ),
]
