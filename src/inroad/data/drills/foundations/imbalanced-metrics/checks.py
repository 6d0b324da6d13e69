"""What is checked of an answer to measures for rare classes."""

import numpy as np

from inroad.practice.kit import array, grows, inputs, integers, number, prop, same, size, stable


@inputs
def predicted(draw):
    n = size(draw, 4, 12)
    y = integers(draw, 0, 1, n)
    y[:2] = [1, 0]
    return y, integers(draw, 0, 1, n)


@inputs
def weighted(draw):
    n = size(draw, 4, 12)
    y = integers(draw, 0, 1, n)
    y[0] = 1
    return y, integers(draw, 0, 1, n), number(draw, 0.3, 3)


@inputs
def scored(draw):
    n = size(draw, 4, 10)
    y = integers(draw, 0, 1, n)
    y[:3] = [0, 1, 0]
    ties = size(draw, 0, 3) > 0
    return y, integers(draw, -2, 2, n) / 2 if ties else array(draw, n) + 0.01 * np.arange(n)


def mirrored(answer, reference, y, said):
    assert np.isclose(answer.matthews(y, 1 - said), -answer.matthews(y, said)), (
        "predicting the opposite must turn the sign"
    )
    assert np.isclose(answer.matthews(1 - y, 1 - said), answer.matthews(y, said)), (
        "exchanging the classes must change nothing"
    )


def in_order(answer, reference, y, scores):
    got = answer.average_precision(y, np.exp(scores))
    assert np.isclose(got, answer.average_precision(y, scores)), "only the order of the scores may matter"


none, ones = np.zeros(4, dtype=int), np.array([1, 0, 0, 1])
many = np.arange(200_000) % 2
SLOW = "all rows are looked at again for each score: sort once and let counts run"
CHECKS = [
    # Ratios of small whole numbers.
    *same("scores", predicted, rtol=1e-9, atol=1e-12, examples=20),
    *same("f_beta", weighted, rtol=1e-9, atol=1e-12, examples=20),
    *same("matthews", predicted, rtol=1e-9, atol=1e-10, examples=20),
    *same("balanced_accuracy", predicted, rtol=1e-9, atol=1e-12, examples=20),
    *same("average_precision", scored, rtol=1e-9, atol=1e-12, examples=30),
    prop("invariance", "the opposite turns the sign", mirrored, predicted, calls="matthews", examples=10),
    prop("invariance", "only the order matters", in_order, scored, calls="average_precision", examples=10),
    stable("scores", (ones, none), (none, ones), (none, none)),
    stable("f_beta", (ones, none, 1.0), (ones, 1 - ones, 2.0)),
    stable("matthews", (ones, none), (many, np.arange(200_000) // 3 % 2)),
    grows(
        "average_precision", lambda n: (np.arange(n) % 3 // 2, np.sin(np.arange(n))), power=1, mistake=SLOW
    ),
]
