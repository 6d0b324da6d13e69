"""What is checked of an answer to softmax with cross-entropy."""

import numpy as np

from inroad.practice.kit import array, gradient, inputs, integers, number, prop, same, size, stable


@inputs
def scores(draw):
    return (array(draw, size(draw, 2, 5), size(draw, 2, 5)),)


@inputs
def labelled(draw):
    n, c = size(draw, 2, 5), size(draw, 2, 5)
    return array(draw, n, c), integers(draw, 0, c - 1, n)


@inputs
def with_upstream(draw):
    n, c = size(draw, 2, 5), size(draw, 2, 5)
    return number(draw, 0.2, 3.0), array(draw, n, c), integers(draw, 0, c - 1, n)


def moved(answer, reference, logits):
    shift = np.arange(1.0, len(logits) + 1)[:, None]
    assert np.allclose(answer.log_softmax(logits + shift), answer.log_softmax(logits), atol=1e-9), (
        "adding one number to all logits of a row must change nothing"
    )


far = np.array([[2e3, 0.0, -2e3], [-5e3, -5e3, -5e3], [1.0, 2.0, 3.0]])

CHECKS = [
    # An exponential, a short sum and a logarithm: relative errors stay near 1e-15.
    *same("log_softmax", scores, rtol=1e-9, atol=1e-10),
    *same("cross_entropy", labelled, rtol=1e-9, atol=1e-10),
    *same("cross_entropy_backward", with_upstream, rtol=1e-9, atol=1e-10),
    prop("invariance", "a row's logits may all be shifted", moved, scores, calls="log_softmax"),
    stable("log_softmax", (far,)),
    stable("cross_entropy", (far, np.array([2, 0, 1]))),
    stable("cross_entropy_backward", (1.0, far, np.array([2, 0, 1]))),
    gradient(
        "cross_entropy_backward", "cross_entropy", labelled, pick=lambda by_logits: (by_logits,), examples=6
    ),
]
