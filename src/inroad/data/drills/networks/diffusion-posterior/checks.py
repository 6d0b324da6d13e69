"""What is checked of an answer to the backward steps of a diffusion model."""

import numpy as np

from inroad.practice.kit import array, inputs, integers, positive, prop, same, size, stable


def sizes(draw):
    n, d, steps = size(draw, 2, 5), size(draw, 2, 5), size(draw, 3, 8)
    return n, d, integers(draw, 0, steps - 1, n), positive(draw, steps, least=0.02, most=0.5)


@inputs
def pairs(draw):
    n, d, t, betas = sizes(draw)
    return array(draw, n, d), array(draw, n, d), t, betas


@inputs
def predicted(draw):
    n, d, t, betas = sizes(draw)
    return array(draw, n, d), t, array(draw, n, d), betas


@inputs
def drawn(draw):
    n, d, t, betas = sizes(draw)
    return array(draw, n, d), t, array(draw, n, d), array(draw, n, d), betas


@inputs
def jumps(draw):
    n, d, t, betas = sizes(draw)
    return array(draw, n, d), t, array(draw, n, d), np.maximum(t - integers(draw, 1, 4, n), -1), betas


@inputs
def schedule(draw):
    return (positive(draw, size(draw, 2, 8), least=0.01, most=0.5),)


def both_ways(answer, reference, xt, t, noise, betas):
    share = np.cumprod(1 - betas)[t][:, None]
    x0 = (xt - np.sqrt(1 - share) * noise) / np.sqrt(share)
    assert np.allclose(answer.posterior(x0, xt, t, betas)[0], answer.mean_from_noise(xt, t, noise, betas)), (
        "the mean from x_0 and the mean from the noise must be the same"
    )


def down_to_x0(answer, reference, xt, t, noise, betas):
    share = np.cumprod(1 - betas)[t][:, None]
    x0 = (xt - np.sqrt(1 - share) * noise) / np.sqrt(share)
    assert np.allclose(answer.ddim_step(xt, t, noise, np.full(len(t), -1), betas), x0), (
        "a step down to -1 must give x_0 itself"
    )


CHECKS = [
    # Divisions by 1 - alpha_bar, which is at least 0.02 here: rounding is near 1e-14.
    *same("posterior", pairs, rtol=1e-8, atol=1e-10, examples=20),
    *same("mean_from_noise", predicted, rtol=1e-8, atol=1e-9, examples=20),
    *same("ddpm_step", drawn, rtol=1e-8, atol=1e-9, examples=20),
    *same("ddim_step", jumps, rtol=1e-8, atol=1e-9, examples=20),
    *same("log_variances", schedule, rtol=1e-8, atol=1e-9, examples=12),
    prop("invariance", "both means are one", both_ways, predicted, calls="posterior", examples=6),
    prop("invariance", "DDIM down to -1 gives x_0", down_to_x0, predicted, calls="ddim_step", examples=6),
    stable("posterior", (np.ones((1, 2)), np.full((1, 2), 7.0), np.array([0]), np.array([1e-4, 0.02]))),
]
