# diagnosis: the noise is taken off as in computing x_0: its factor is beta / sqrt(1 - alpha_bar)
import numpy as np


def shares(betas):
    """alpha_bar with the 1 of no noise in front: index t + 1."""
    return np.concatenate([[1.0], np.multiply.accumulate(1.0 - betas)])


def spread(betas):
    a = shares(betas)
    return (1 - a[:-1]) / (1 - a[1:]) * betas


def clean(xt, t, noise, betas):
    a = shares(betas)[t + 1].reshape(-1, 1)
    return xt * a**-0.5 - noise * (1 / a - 1) ** 0.5


def centre(xt, t, noise, betas):
    b = betas[t].reshape(-1, 1)
    return (xt - noise * (b / (1 - shares(betas)[t + 1].reshape(-1, 1)) ** 0.5)) * (1 - b) ** -0.5


def posterior(x0, xt, t, betas):
    b, a, before = betas[t], shares(betas)[t + 1], shares(betas)[t]
    first, second = before**0.5 * b / (1 - a), (1 - b) ** 0.5 * (1 - before) / (1 - a)
    return np.einsum("n,nd->nd", first, x0) + np.einsum("n,nd->nd", second, xt), spread(betas)[t]


def mean_from_noise(xt, t, noise, betas):
    away = np.sqrt(1 - shares(betas)[t + 1])
    return (xt - np.einsum("n,nd->nd", away, noise)) / np.sqrt(1 - betas[t]).reshape(-1, 1)


def ddpm_step(xt, t, noise, z, betas):
    return centre(xt, t, noise, betas) + np.einsum("n,nd->nd", spread(betas)[t] ** 0.5, z)


def ddim_step(xt, t, noise, earlier, betas):
    a = shares(betas)[earlier + 1].reshape(-1, 1)
    return a**0.5 * clean(xt, t, noise, betas) + (1 - a) ** 0.5 * noise


def log_variances(betas):
    values = spread(betas)
    values[0] = values[1]
    return np.log(values)
