"""What is checked of an answer to matrix completion."""

import numpy as np

from inroad.practice.kit import array, choice, inputs, integers, prop, same, size


@inputs
def full(draw):
    return array(draw, size(draw, 1, 5), size(draw, 1, 5)), choice(draw, (0.5, 1.0, 0.1, 3.0))


def holes(draw):
    n, m = size(draw, 2, 5), size(draw, 2, 5)
    seen = integers(draw, 0, 2, n, m) > 0
    seen[0, 0], seen[-1, -1] = True, False
    return array(draw, n, m), seen


@inputs
def holed(draw):
    x, seen = holes(draw)
    return (
        np.where(seen, x, choice(draw, (np.nan, 7.0))),
        seen,
        array(draw, *x.shape),
        choice(draw, (0.5, 2.0)),
    )


@inputs
def filled(draw):
    x, seen = holes(draw)
    return np.where(seen, x, choice(draw, (np.nan, 7.0))), seen, choice(draw, (0.5, 0.1)), size(draw, 1, 6)


@inputs
def known(draw):
    x, seen = holes(draw)
    return x, seen, array(draw, *x.shape)


def downhill(answer, reference, x, seen, tau, steps):
    told = [reference.objective(x, seen, answer.complete(x, seen, tau, k), tau) for k in (1, 3, 6)]
    assert np.all(np.diff(told) <= 1e-9), "the objective must not grow from step to step"


def turned(answer, reference, z, tau):
    assert np.allclose(answer.shrink(z.T, tau).T, answer.shrink(z, tau)), (
        "rows and columns must be treated alike"
    )


CHECKS = [
    # Singular values are exact to about 1e-15 of the largest; a few steps do not let it grow.
    *same("shrink", full, rtol=1e-8, atol=1e-9, examples=20),
    *same("objective", holed, examples=25),
    *same("complete", filled, rtol=1e-7, atol=1e-8, examples=25),
    *same("error", known, examples=20),
    prop(
        "invariance",
        "a transposed matrix gives the transposed result",
        turned,
        full,
        calls="shrink",
        examples=8,
    ),
    prop("invariance", "each step lowers the objective", downhill, filled, calls="complete", examples=8),
]
