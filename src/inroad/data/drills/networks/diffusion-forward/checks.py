"""What is checked of an answer to the forward process of a diffusion model."""

import numpy as np

from inroad.practice.kit import array, inputs, integers, positive, prop, same, size, stable


@inputs
def counts(draw):
    return (size(draw, 1, 40),)


@inputs
def schedule(draw):
    return (positive(draw, size(draw, 1, 8), least=0.01, most=0.5),)


@inputs
def batch(draw):
    n, d, steps = size(draw, 2, 5), size(draw, 2, 5), size(draw, 3, 8)
    t = integers(draw, 0, steps - 1, n)
    return array(draw, n, d), t, array(draw, n, d), positive(draw, steps, least=0.01, most=0.5)


def step_by_step(answer, reference, betas):
    """Variances: of what is left of x0, and of the noise, after each step on its own."""
    signal, noise = 1.0, 0.0
    for t, beta in enumerate(betas):
        signal, noise = signal * np.sqrt(1 - beta), noise * (1 - beta) + beta
        told = answer.noised(np.ones((1, 1)), np.array([t]), np.zeros((1, 1)), betas)
        assert np.allclose(told, signal), "one jump must shrink x0 as much as all the steps together"
        told = answer.noised(np.zeros((1, 1)), np.array([t]), np.ones((1, 1)), betas)
        assert np.allclose(told**2, noise), "one jump must have the variance of all the steps together"


def there_and_back(answer, reference, x0, t, noise, betas):
    again = answer.recovered(answer.noised(x0, t, noise, betas), t, noise, betas)
    assert np.allclose(again, x0, atol=1e-7), "recovered must undo noised"


CHECKS = [
    # A cosine, a square and a division: near 1e-16, and up to 1e-14 where f is near zero.
    *same("cosine_betas", counts, rtol=1e-8, atol=1e-10, examples=15),
    *same("alpha_bars", schedule, examples=12),
    *same("noised", batch, examples=20),
    *same("recovered", batch, rtol=1e-8, atol=1e-9, examples=20),
    *same("log_snr", schedule, examples=12),
    prop("invariance", "one jump is all steps together", step_by_step, schedule, calls="noised", examples=8),
    prop("invariance", "recovered undoes noised", there_and_back, batch, calls="recovered", examples=8),
    stable("log_snr", (np.array([1e-18, 1e-18, 1e-3]),), (np.full(200, 0.999),)),
]
