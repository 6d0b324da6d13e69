"""What is checked of an answer to the dilated causal convolution."""

import numpy as np

from inroad.practice.kit import array, gradient, grows, inputs, integers, prop, same, size


@inputs
def series(draw):
    t, c, e, m = size(draw, 2, 9), size(draw, 1, 3), size(draw, 1, 3), size(draw, 1, 3)
    return array(draw, t, c), array(draw, m, c, e), array(draw, e), size(draw, 1, 4)


@inputs
def series_back(draw):
    t, c, e, m = size(draw, 2, 9), size(draw, 1, 3), size(draw, 1, 3), size(draw, 1, 3)
    return array(draw, t, e), array(draw, t, c), array(draw, m, c, e), array(draw, e), size(draw, 1, 4)


@inputs
def stack(draw):
    return size(draw, 2, 5), [int(q) for q in integers(draw, 1, 16, size(draw, 2, 6))]


def future(answer, reference, x, w, b, dilation):
    cut = len(x) // 2
    other = x.copy()
    other[cut:] += 1.0
    assert np.allclose(answer.causal(other, w, b, dilation)[:cut], answer.causal(x, w, b, dilation)[:cut]), (
        "a change of the input must not reach earlier outputs"
    )


SLOW = "a matrix of all steps against all steps is built, most of it zeros: each tap is a shifted product"
CHECKS = [
    # Sums of at most nine products of numbers near one: rounding is near 1e-15.
    *same("causal", series),
    *same("causal_backward", series_back),
    *same("receptive_field", stack),
    prop("invariance", "the future does not reach the past", future, series, calls="causal"),
    gradient("causal_backward", "causal", series, of=(0, 1, 2), examples=6),
    grows("causal", lambda n: (np.ones((n, 1)), np.ones((2, 1, 1)), np.zeros(1), 3), power=1, mistake=SLOW),
]
