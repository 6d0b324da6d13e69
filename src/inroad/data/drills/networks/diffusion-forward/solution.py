"""Forward process of a diffusion model, written plainly."""

import numpy as np


def cosine_betas(count):
    s = np.arange(count + 1)
    f = np.cos((s / count + 0.008) / 1.008 * np.pi / 2) ** 2
    return np.minimum(1 - f[1:] / f[:-1], 0.999)


def alpha_bars(betas):
    return np.cumprod(1 - betas)


def noised(x0, t, noise, betas):
    share = alpha_bars(betas)[t][:, None]
    return np.sqrt(share) * x0 + np.sqrt(1 - share) * noise


def recovered(xt, t, noise, betas):
    share = alpha_bars(betas)[t][:, None]
    return (xt - np.sqrt(1 - share) * noise) / np.sqrt(share)


def log_snr(betas):
    log_share = np.cumsum(np.log1p(-betas))
    return log_share - np.log(-np.expm1(log_share))  # 1 - alpha_bar would be 0 for tiny betas
