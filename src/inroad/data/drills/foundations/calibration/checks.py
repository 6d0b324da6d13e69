"""What is checked of an answer to calibration."""

import numpy as np

from inroad.practice.kit import (
    Failed,
    array,
    central,
    inputs,
    integers,
    number,
    positive,
    prop,
    same,
    size,
    stable,
)


@inputs
def forecasts(draw):
    n = size(draw, 3, 10)
    return integers(draw, 0, 1, n).astype(float), positive(draw, n, least=0.0, most=1.0), size(draw, 3, 6)


@inputs
def scored(draw):
    n = size(draw, 4, 12)
    return array(draw, n), integers(draw, 0, 1, n).astype(float)


@inputs
def classified(draw):
    n, c = size(draw, 2, 5), size(draw, 2, 4)
    return array(draw, n, c) + 0.1, integers(draw, 0, c - 1, n), number(draw, 0.4, 3)


def grows_with_scores(answer, reference, scores, y):
    got = answer.isotonic(scores, y)
    assert np.all(np.diff(got[np.argsort(scores, kind="stable")]) >= -1e-12), (
        "the values must not fall as scores grow"
    )
    assert np.isclose(got.mean(), y.mean()), "the mean must be that of y"


def differences(answer, reference, logits, labels, temperature):
    expected = central(lambda t: reference.loss(logits, labels, float(t)), np.array(temperature))
    got = answer.slope(logits, labels, temperature)
    if not np.allclose(got, expected, rtol=1e-5, atol=1e-7):
        arguments = logits, labels, temperature
        raise Failed("the slope differs from central differences", None, arguments, got, float(expected))


ends = np.array([0.0, 1.0, 1.0, 0.0]), np.array([0.0, 1.0, 1.0, 1.0]), 5
large = np.array([[4e3, -1e3, 0.0], [2e3, 5e3, -3e3]]), np.array([1, 1]), 1.5

CHECKS = [
    # Sums of at most twelve numbers below one.
    *same("expected_error", forecasts, rtol=1e-9, atol=1e-12, examples=25),
    # Ratios of small whole numbers.
    *same("isotonic", scored, rtol=1e-9, atol=1e-12, examples=30),
    *same("loss", classified, rtol=1e-9, atol=1e-10, examples=20),
    *same("slope", classified, rtol=1e-8, atol=1e-10, examples=20),
    prop("invariance", "it grows with the scores", grows_with_scores, scored, calls="isotonic", examples=10),
    stable("expected_error", ends),
    stable("loss", large),
    prop(
        "gradient",
        "slope agrees with central differences",
        differences,
        classified,
        calls="slope",
        examples=10,
    ),
]
