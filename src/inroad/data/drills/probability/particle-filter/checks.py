"""What is checked of an answer to the particle filter."""

import numpy as np

from inroad.practice.kit import array, choice, grows, inputs, number, positive, prop, same, size, stable


def weights(draw, n):
    raw = array(draw, n) / 2 + positive(draw, n)
    return raw - np.logaddexp.reduce(raw)


@inputs
def seen(draw):
    n = size(draw, 2, 8)
    return weights(draw, n), 2 * array(draw, n)


@inputs
def weighted(draw):
    return (weights(draw, size(draw, 2, 8)),)


@inputs
def to_copy(draw):
    return weights(draw, size(draw, 3, 9)), number(draw, 0.05, 0.95)


@inputs
def series(draw):
    t, n = size(draw, 2, 5), size(draw, 4, 8)
    start = positive(draw, t, least=-2, most=2), positive(draw, n, least=-1, most=1)
    noise = positive(draw, t, n, least=-1.5, most=1.5), positive(draw, t, least=0.05, most=0.95)
    return (
        *start,
        *noise,
        number(draw, 0.5, 0.95),
        number(draw, 0.4, 1.0),
        number(draw, 0.3, 0.9),
        choice(draw, (0.7, 0.4)),
    )


def fair(answer, reference, log_weights, u):
    n, w = len(log_weights), np.exp(log_weights)
    counts = np.bincount(np.asarray(answer.resample(log_weights, u)), minlength=n)
    assert np.all(np.abs(counts - n * w) < 1 + 1e-9), (
        "copies may differ from n times the weight by less than one"
    )


SLOW = "each search begins at the first particle: positions only grow, so go on where the last one ended"
CHECKS = [
    # Logarithms of sums of a few numbers.
    *same("reweight", seen, rtol=1e-9, atol=1e-9, examples=12),
    *same("effective_size", weighted, rtol=1e-9, atol=1e-9, examples=12),
    # Numbers of particles: cumulative weights never meet the positions.
    *same("resample", to_copy, examples=20),
    *same("particle_filter", series, rtol=1e-7, atol=1e-8, examples=20),
    prop("invariance", "copies come in proportion", fair, to_copy, calls="resample", examples=8),
    stable(
        "reweight",
        (np.log(np.array([0.25, 0.75])), np.array([-5000.0, -5001.0])),
        (np.log(np.array([0.5, 0.5])), np.array([5000.0, 0.0])),
    ),
    grows("resample", lambda n: (np.full(n, -np.log(n)), 0.5), power=1, mistake=SLOW),
]
