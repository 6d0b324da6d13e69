"""What is checked of an answer to the loss of a variational autoencoder."""

import numpy as np

from inroad.practice.kit import (
    Failed,
    array,
    central,
    choice,
    gradient,
    inputs,
    positive,
    prop,
    same,
    size,
    stable,
)


def code(draw):
    n, k = size(draw, 1, 4), size(draw, 1, 4)
    return array(draw, n, k), array(draw, n, k) / 2


@inputs
def latent(draw):
    return code(draw)


@inputs
def drawn(draw):
    mu, log_var = code(draw)
    return mu, log_var, array(draw, *mu.shape) + 0.1


@inputs
def drawn_back(draw):
    mu, log_var = code(draw)
    return array(draw, *mu.shape) + 0.2, mu, log_var, array(draw, *mu.shape) + 0.1


@inputs
def whole(draw):
    mu, log_var = code(draw)
    d = size(draw, 1, 5)
    x = positive(draw, len(mu), d, least=0.0, most=1.0)
    if choice(draw, (True, False)):
        x = np.round(x)
    return x, array(draw, len(mu), d), mu, log_var, choice(draw, (1.0, 0.5, 4.0))


def nothing(answer, reference, mu, log_var):
    assert np.allclose(answer.divergence(0 * mu, 0 * log_var), 0), (
        "N(0, 1) must have divergence 0 from itself"
    )
    assert np.all(answer.divergence(mu, log_var) >= -1e-12), "a divergence must not be negative"


def slopes(answer, reference, mu, log_var):
    got = answer.divergence_backward(mu, log_var)
    wanted = (
        central(lambda moved: reference.divergence(moved, log_var).sum(), mu),
        central(lambda moved: reference.divergence(mu, moved).sum(), log_var),
    )
    for name, one, other in zip(("mu", "log_var"), got, wanted):
        if not np.allclose(one, other, rtol=1e-5, atol=1e-6):
            raise Failed(
                f"the gradient by {name} differs from central differences", None, (mu, log_var), one, other
            )


CHECKS = [
    # One exponential and a few sums: rounding is near 1e-15.
    *same("reparameterise", drawn, examples=15),
    *same("reparameterise_backward", drawn_back, examples=15),
    *same("divergence", latent, examples=20),
    *same("negative_elbo", whole, examples=25),
    *same("divergence_backward", latent, examples=15),
    prop(
        "invariance", "the divergence is 0 at N(0, 1) and never negative", nothing, latent, calls="divergence"
    ),
    stable(
        "negative_elbo",
        (np.array([[1.0, 0.0, 1.0]]), np.array([[-2e3, 2e3, 40.0]]), np.zeros((1, 1)), np.zeros((1, 1)), 1.0),
        (np.array([[0.0, 1.0, 0.5]]), np.array([[-2e3, 2e3, 40.0]]), np.zeros((1, 1)), np.zeros((1, 1)), 1.0),
    ),
    gradient("reparameterise_backward", "reparameterise", drawn, of=(0, 1), examples=5),
    prop(
        "gradient",
        "the divergence's gradient agrees with central differences",
        slopes,
        latent,
        calls="divergence_backward",
        examples=5,
    ),
]
