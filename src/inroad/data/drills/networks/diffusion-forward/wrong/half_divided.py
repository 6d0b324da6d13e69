# diagnosis: only x_t is divided, not the noise that is taken off
import numpy as np


def left(betas):
    return np.exp(np.add.accumulate(np.log1p(-betas)))


def cosine_betas(count):
    angle = np.pi / 2 * (np.linspace(0, 1, count + 1) + 0.008) / 1.008
    level = (1 + np.cos(2 * angle)) / 2
    steps = (level[:-1] - level[1:]) / level[:-1]
    return np.where(steps > 0.999, 0.999, steps)


def alpha_bars(betas):
    product, out = 1.0, []
    for beta in betas:
        product *= 1 - beta
        out.append(product)
    return np.array(out)


def noised(x0, t, noise, betas):
    keep = left(betas)[t]
    return np.einsum("n,nd->nd", keep**0.5, x0) + np.einsum("n,nd->nd", (1 - keep) ** 0.5, noise)


def recovered(xt, t, noise, betas):
    keep = left(betas)[t].reshape(-1, 1)
    return xt * keep**-0.5 - noise * (1 - keep) ** 0.5


def log_snr(betas):
    total = -np.add.accumulate(np.log1p(-betas))
    return -total - np.log(-np.expm1(-total))
