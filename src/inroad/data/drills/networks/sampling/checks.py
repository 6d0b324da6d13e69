"""What is checked of an answer to sampling with temperature and top-p."""

import numpy as np

from inroad.practice.kit import array, choice, inputs, number, positive, prop, same, size, stable


@inputs
def hot(draw):
    return array(draw, size(draw, 2, 6)), choice(draw, (0.5, 2.0, 1.0, 0.7, 0.0))


def shares(draw):
    raw = positive(draw, size(draw, 2, 6), least=0.05, most=1.0)
    gap = size(draw, 0, 2)
    if gap:
        raw = np.where(np.arange(len(raw)) % 3 == gap, 0.0, raw)
    return raw / raw.sum()


@inputs
def nucleus(draw):
    return shares(draw), number(draw, 0.05, 1.0)


@inputs
def drawn(draw):
    return shares(draw), positive(draw, size(draw, 2, 6), least=0.0, most=0.999)


def frequencies(answer, reference, probabilities, p):
    u = (np.arange(2000) + 0.5) / 2000
    told = np.bincount(answer.draw(probabilities, u), minlength=len(probabilities)) / len(u)
    assert np.abs(told - probabilities).max() < 2e-3, "tokens must come as often as their probabilities say"


def cut_twice(answer, reference, probabilities, p):
    cut = answer.top_p(probabilities, p)
    assert np.isclose(cut.sum(), 1.0), "what top_p gives must sum to one"
    assert probabilities[cut > 0].sum() >= p - 1e-9, "the mass that is kept must be at least p"


CHECKS = [
    # One exponential and a division: relative errors near 1e-15.
    *same("tempered", hot, rtol=1e-9, atol=1e-12),
    *same("top_p", nucleus, rtol=1e-9, atol=1e-12, examples=40),
    *same("draw", drawn, examples=40),
    prop(
        "invariance",
        "top_p keeps enough mass and sums to one",
        cut_twice,
        nucleus,
        calls="top_p",
        examples=12,
    ),
    prop("invariance", "draws have the right frequencies", frequencies, nucleus, calls="draw", examples=12),
    stable("tempered", (np.array([30.0, 29.0, -5.0]), 0.01), (np.array([2e3, 1.999e3, -2e3]), 1.0)),
    # The first sum is below the second number by rounding.
    stable(
        "draw",
        (np.array([0.1] * 10 + [0.0]), np.array([0.0, 0.35, np.nextafter(1.0, 0.0)])),
        (np.array([0.0, 0.5, 0.5]), np.array([0.0, 0.5, 0.2])),
    ),
]
