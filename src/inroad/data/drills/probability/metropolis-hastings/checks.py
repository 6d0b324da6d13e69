"""What is checked of an answer to Metropolis-Hastings."""

import numpy as np

from inroad.practice.kit import array, choice, inputs, number, positive, prop, same, size, stable


def normal(x):
    return float(-0.5 * np.sum(np.square(x)))


def quarter(x):
    return float(-np.sum(x)) if np.all(np.asarray(x) > 0) else -np.inf


def gamma(x):
    return float(2 * np.log(x) - x)


@inputs
def logs(draw):
    return tuple(float(each) for each in array(draw, 4) * 1.7)


@inputs
def chains(draw):
    d, steps = size(draw, 1, 3), size(draw, 8, 15)
    normals = positive(draw, steps, d, least=-2.0, most=2.0)
    start = positive(draw, d, least=0.5, most=2.0)
    return (
        choice(draw, (normal, quarter)),
        start,
        number(draw, 0.5, 2.0),
        normals,
        positive(draw, steps, least=0.001, most=0.999),
    )


@inputs
def positives(draw):
    steps = size(draw, 8, 15)
    normals = positive(draw, steps, least=-2.0, most=2.0)
    start = float(positive(draw, 1)[0])
    return gamma, start, number(draw, 0.5, 1.5), normals, positive(draw, steps, least=0.001, most=0.999)


def keeps_the_density(answer, reference):
    rng = np.random.default_rng(0)
    chain = answer.positive_walk(gamma, 3.0, 1.0, rng.normal(size=6000), rng.uniform(1e-9, 1, size=6000))
    # The mean of a gamma density with shape 3 is 3; its chain errs by about 0.06.
    assert abs(np.mean(chain) - 3) < 0.3, "the mean of a long chain must be that of the density"


CHECKS = [
    # A sum of four numbers.
    *same("log_acceptance", logs, rtol=1e-9, atol=1e-9, examples=20),
    # Sums of a few steps; comparisons that rounding could turn have no chance.
    *same("random_walk", chains, rtol=1e-9, atol=1e-9, examples=25),
    *same("positive_walk", positives, rtol=1e-7, atol=1e-9, examples=25),
    stable(
        "log_acceptance",
        (3000.0, 5000.0, 1.0, 0.0),
        (5000.0, 3000.0, 0.0, 0.0),
        (-np.inf, -1.0, 0.0, 0.0),
        (-1.0, -np.inf, 0.0, 0.0),
        (-np.inf, -np.inf, 0.0, 0.0),
    ),
    prop("stability", "a long chain has the mean of its density", keeps_the_density),
]
