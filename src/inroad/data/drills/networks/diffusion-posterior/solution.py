"""Backward steps of a diffusion model, written plainly."""

import numpy as np


def bars(betas):
    """alpha_bar up to t, and up to t - 1."""
    product = np.cumprod(1 - betas)
    return product, np.append(1.0, product[:-1])


def variances(betas):
    product, before = bars(betas)
    return betas * (1 - before) / (1 - product)


def posterior(x0, xt, t, betas):
    product, before = (each[t][:, None] for each in bars(betas))
    beta = betas[t][:, None]
    by_x0 = np.sqrt(before) * beta / (1 - product)
    by_xt = np.sqrt(1 - beta) * (1 - before) / (1 - product)
    return by_x0 * x0 + by_xt * xt, variances(betas)[t]


def mean_from_noise(xt, t, noise, betas):
    product, beta = bars(betas)[0][t][:, None], betas[t][:, None]
    return (xt - beta / np.sqrt(1 - product) * noise) / np.sqrt(1 - beta)


def ddpm_step(xt, t, noise, z, betas):
    # The variance is zero at t = 0 by itself.
    return mean_from_noise(xt, t, noise, betas) + np.sqrt(variances(betas)[t])[:, None] * z


def ddim_step(xt, t, noise, earlier, betas):
    product = np.append(bars(betas)[0], 1.0)  # the index -1 finds the 1
    now, then = product[t][:, None], product[earlier][:, None]
    x0 = (xt - np.sqrt(1 - now) * noise) / np.sqrt(now)
    return np.sqrt(then) * x0 + np.sqrt(1 - then) * noise


def log_variances(betas):
    later = np.log(variances(betas)[1:])
    return np.append(later[0], later)
