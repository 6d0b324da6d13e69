"""What is checked of an answer to confidence intervals."""

import numpy as np

from inroad.practice.kit import choice, inputs, number, prop, same, size, stable

LEVELS = (0.95, 0.9, 0.99, 0.5)


def counts(draw):
    n = size(draw, 2, 40)
    return size(draw, 0, n), n


@inputs
def one(draw):
    return *counts(draw), choice(draw, LEVELS)


@inputs
def inner(draw):
    n = size(draw, 4, 20)
    return size(draw, 1, n - 1), n, choice(draw, LEVELS)


@inputs
def two(draw):
    return *counts(draw), *counts(draw), choice(draw, LEVELS)


@inputs
def correlated(draw):
    return number(draw, -0.95, 0.95), size(draw, 4, 60), choice(draw, LEVELS)


def mirrored(function):
    def holds(answer, reference, successes, n, level):
        low, high = getattr(answer, function)(successes, n, level)
        other = getattr(answer, function)(n - successes, n, level)
        assert np.allclose(other, [1 - high, 1 - low], atol=1e-8), (
            "exchanging successes and failures must mirror the interval"
        )

    return holds


def at_the_ends(answer, reference, successes, n, level):
    z = reference.quantile(level)
    for p in answer.wilson(successes, n, level):
        assert np.isclose((successes / n - p) ** 2, z**2 * p * (1 - p) / n), (
            "at its ends the share seen must be z standard errors away"
        )


CHECKS = [
    # A square root and a few quotients.
    *same("wilson", one, rtol=1e-9, atol=1e-10, examples=25),
    # Bisection to 1e-9 was asked for.
    *same("clopper_pearson", inner, rtol=1e-7, atol=2e-9, examples=12),
    *same("newcombe", two, rtol=1e-9, atol=1e-9, examples=25),
    *same("correlation", correlated, rtol=1e-9, atol=1e-9, examples=20),
    prop("invariance", "the ends are z standard errors away", at_the_ends, one, calls="wilson", examples=10),
    prop(
        "invariance",
        "failures mirror successes",
        mirrored("clopper_pearson"),
        inner,
        calls="clopper_pearson",
        examples=4,
    ),
    stable("wilson", (0, 5, 0.95), (5, 5, 0.95)),
    stable("clopper_pearson", (0, 8, 0.95), (8, 8, 0.95), (700, 2500, 0.95)),
]
