"""What is checked of an answer to differential code biases."""

import numpy as np

from inroad.practice.kit import array, choice, inputs, positive, prop, same, size

L1, L2, L5 = 1575.42e6, 1227.60e6, 1176.45e6


@inputs
def codes(draw):
    n = size(draw, 2, 6)
    p1 = 2.2e7 + 1e5 * array(draw, n)
    return p1, p1 + positive(draw, n, least=-3.0, most=9.0), L1, choice(draw, (L2, L5))


@inputs
def sky(draw):
    return positive(draw, size(draw, 2, 6), least=5.0, most=90.0), choice(draw, (450.0, 350.0))


@inputs
def network(draw):
    epochs, sats, recs = size(draw, 2, 4), size(draw, 2, 4), size(draw, 1, 3)
    epoch, sat, rec = (each.ravel() for each in np.indices((epochs, sats, recs)))
    factor = positive(draw, len(epoch), least=1.0, most=2.5)
    vertical, b, c = (
        positive(draw, epochs, least=5.0, most=40.0),
        array(draw, sats) * 5,
        array(draw, recs) * 9,
    )
    noise = array(draw, len(epoch)) / 5
    return factor * vertical[epoch] + b[sat] + c[rec] + noise, factor, epoch, sat, rec


def zero_mean(answer, reference, stec, factor, epoch, satellite, receiver):
    _, b, _ = answer.estimate(stec, factor, epoch, satellite, receiver)
    assert abs(np.sum(b)) < 1e-6, "satellite biases must sum to zero"


def order(answer, reference, *given):
    one, other = answer.estimate(*given), answer.estimate(*(each[::-1].copy() for each in given))
    assert all(np.allclose(a, b, atol=1e-6) for a, b in zip(one, other)), (
        "the order of observations must not matter"
    )


CHECKS = [
    # Differences of metres in 2e7: digits below 1e-8 m are lost in the input, not here.
    *same("slant", codes, rtol=1e-9, atol=1e-9, examples=20),
    *same("mapping", sky, rtol=1e-9, atol=1e-12, examples=20),
    # Normal equations square a condition number of some hundreds.
    *same("estimate", network, rtol=1e-6, atol=1e-6, examples=20),
    prop("invariance", "satellite biases sum to zero", zero_mean, network, calls="estimate", examples=5),
    prop("invariance", "observations may come in any order", order, network, calls="estimate", examples=5),
]
