"""What is checked of an answer to the stretch move."""

import numpy as np

from inroad.practice.kit import array, choice, inputs, integers, number, positive, prop, same, size, stable


def normal(x):
    return float(-0.5 * np.sum(np.square(x)))


def quarter(x):
    return float(-np.sum(x)) if np.all(np.asarray(x) > -1) else -np.inf


@inputs
def uniforms(draw):
    return positive(draw, size(draw, 1, 5), least=0.0, most=0.999), choice(draw, (2.0, 3.0, 1.5))


@inputs
def moves(draw):
    return (float(positive(draw, 1)[0]), *(float(each) for each in array(draw, 2)), size(draw, 1, 5))


@inputs
def ensembles(draw):
    half, d = size(draw, 2, 4), size(draw, 1, 3)
    walkers = positive(draw, 2 * half, d, least=-0.9, most=2.0)
    chance = (
        positive(draw, 2 * half, least=0.0, most=0.999),
        positive(draw, 2 * half, least=0.001, most=0.999),
    )
    partners = integers(draw, 0, half - 1, 2 * half)
    return walkers, choice(draw, (normal, quarter)), number(draw, 1.5, 3.0), partners, *chance


def affine(answer, reference, walkers, log_density, a, partners, u_stretch, u_accept):
    grow, shift = 100.0, -7.0
    far, _ = answer.sweep(
        grow * walkers + shift, lambda x: normal((x - shift) / grow), a, partners, u_stretch, u_accept
    )
    near, _ = answer.sweep(walkers, normal, a, partners, u_stretch, u_accept)
    assert np.allclose(far, grow * near + shift, atol=1e-6), (
        "stretching and shifting the space must stretch and shift the walkers, and nothing else"
    )


CHECKS = [
    # A handful of operations.
    *same("stretch", uniforms, rtol=1e-9, atol=1e-12, examples=15),
    *same("log_acceptance", moves, rtol=1e-9, atol=1e-9, examples=20),
    # Walkers move once each; comparisons that rounding could turn have no chance.
    *same("sweep", ensembles, rtol=1e-9, atol=1e-9, examples=25),
    prop("invariance", "the move does not see units", affine, ensembles, calls="sweep", examples=10),
    stable("log_acceptance", (0.5, 4000.0, 2000.0, 400), (2.0, -3000.0, 10.0, 2), (2.0, -np.inf, -np.inf, 3)),
]
