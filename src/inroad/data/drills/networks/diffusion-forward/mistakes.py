"""Known mistakes in the forward process of a diffusion model."""

import numpy as np
from inroad.practice.kit import mistake
from solution import alpha_bars as shares
from solution import cosine_betas as right


def f(s, count):
    return np.cos((s / count + 0.008) / 1.008 * np.pi / 2) ** 2


@mistake("the betas are not cut off at 0.999: the last one is 1")
def cosine_betas(count):
    s = np.arange(count + 1)
    return 1 - f(s[1:], count) / f(s[:-1], count)


@mistake("these are the products alpha_bar, not the betas")
def cosine_betas(count):
    s = np.arange(count + 1)
    return f(s[1:], count) / f(0, count)


@mistake("the cosine is not squared")
def cosine_betas(count):
    g = np.sqrt(f(np.arange(count + 1), count))
    return np.minimum(1 - g[1:] / g[:-1], 0.999)


@mistake("the small offset 0.008 is missing")
def cosine_betas(count):
    g = np.cos(np.arange(count + 1) / count * np.pi / 2) ** 2
    return np.minimum(1 - g[1:] / g[:-1], 0.999)


@mistake("the steps are one too early: s runs from 1 to count, with s - 1 below")
def cosine_betas(count):
    s = np.arange(count)
    before = np.maximum(s - 1, 0)
    return np.minimum(1 - f(s, count) / f(before, count), 0.999)


@mistake("the betas are multiplied instead of 1 - beta")
def alpha_bars(betas):
    return np.cumprod(betas)


@mistake("the betas are summed: 1 - sum is not the product")
def alpha_bars(betas):
    return 1 - np.cumsum(betas)


@mistake("this is 1 - beta of each step alone: the product over all steps so far is missing")
def alpha_bars(betas):
    return 1 - betas


@mistake("the product leaves out its own step: t = 0 means that one step has been made")
def alpha_bars(betas):
    return np.concatenate([[1.0], np.cumprod(1 - betas)[:-1]])


def jump(x0, t, noise, one, other):
    return one(t) * x0 + other(t) * noise


def column(values, t):
    return values[t][:, None]


@mistake("the roots are missing: alpha_bar is a variance's share")
def noised(x0, t, noise, betas):
    share = column(shares(betas), t)
    return share * x0 + (1 - share) * noise


@mistake("the noise lacks the root: it is sqrt(1 - alpha_bar)")
def noised(x0, t, noise, betas):
    share = column(shares(betas), t)
    return np.sqrt(share) * x0 + (1 - share) * noise


@mistake("the noise gets 1 - sqrt(alpha_bar) instead of sqrt(1 - alpha_bar)")
def noised(x0, t, noise, betas):
    share = column(shares(betas), t)
    return np.sqrt(share) * x0 + (1 - np.sqrt(share)) * noise


@mistake("signal and noise are swapped")
def noised(x0, t, noise, betas):
    share = column(shares(betas), t)
    return np.sqrt(1 - share) * x0 + np.sqrt(share) * noise


@mistake("a single step's 1 - beta is used instead of the product up to t")
def noised(x0, t, noise, betas):
    beta = column(betas, t)
    return np.sqrt(1 - beta) * x0 + np.sqrt(beta) * noise


@mistake("the steps are broadcast over columns instead of rows: alpha_bar[t] needs a second axis")
def noised(x0, t, noise, betas):
    share = shares(betas)[t]
    return np.sqrt(share) * x0 + np.sqrt(1 - share) * noise


@mistake("all rows get the step of the first one")
def noised(x0, t, noise, betas):
    share = shares(betas)[t[0]]
    return np.sqrt(share) * x0 + np.sqrt(1 - share) * noise


@mistake("the noise is added instead of taken off")
def recovered(xt, t, noise, betas):
    share = column(shares(betas), t)
    return (xt + np.sqrt(1 - share) * noise) / np.sqrt(share)


@mistake("the division by sqrt(alpha_bar) is missing")
def recovered(xt, t, noise, betas):
    return xt - np.sqrt(1 - column(shares(betas), t)) * noise


@mistake("it is divided by alpha_bar instead of its root")
def recovered(xt, t, noise, betas):
    share = column(shares(betas), t)
    return (xt - np.sqrt(1 - share) * noise) / share


@mistake("only x_t is divided, not the noise that is taken off")
def recovered(xt, t, noise, betas):
    share = column(shares(betas), t)
    return xt / np.sqrt(share) - np.sqrt(1 - share) * noise


@mistake("1 - alpha_bar cancels to zero for tiny betas: sum log1p(-beta) and use expm1")
def log_snr(betas):
    share = np.cumprod(1 - betas)
    return np.log(share / (1 - share))


@mistake("the logarithm is missing")
def log_snr(betas):
    share = np.cumprod(1 - betas)
    return share / (1 - share)


@mistake("this is the noise-to-signal ratio: the sign is wrong")
def log_snr(betas):
    share = np.cumsum(np.log1p(-betas))
    return np.log(-np.expm1(share)) - share
