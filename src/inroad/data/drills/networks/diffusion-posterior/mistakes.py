"""Known mistakes in the backward steps of a diffusion model."""

import numpy as np
from inroad.practice.kit import mistake
from solution import bars, variances
from solution import ddim_step as implicit
from solution import mean_from_noise as mean_of
from solution import posterior as right


def columns(t, betas):
    product, before = bars(betas)
    return (each[t][:, None] for each in (product, before, betas))


@mistake("the factors of x_0 and x_t are swapped")
def posterior(x0, xt, t, betas):
    return right(xt, x0, t, betas)


@mistake("alpha_bar up to t is used where it must be that before t")
def posterior(x0, xt, t, betas):
    product, _, beta = columns(t, betas)
    mean = np.sqrt(product) * beta / (1 - product) * x0 + np.sqrt(1 - beta) * xt
    return mean, betas[t]


@mistake("before the first step alpha_bar is 1: the index t - 1 = -1 takes the last one")
def posterior(x0, xt, t, betas):
    product, _, beta = columns(t, betas)
    before = np.cumprod(1 - betas)[t - 1][:, None]
    mean = np.sqrt(before) * beta / (1 - product) * x0 + np.sqrt(1 - beta) * (1 - before) / (1 - product) * xt
    return mean, (beta * (1 - before) / (1 - product))[:, 0]


@mistake("the variance is beta: that of the forward step, not the posterior's")
def posterior(x0, xt, t, betas):
    return right(x0, xt, t, betas)[0], betas[t]


@mistake("the deviation is returned instead of the variance")
def posterior(x0, xt, t, betas):
    mean, variance = right(x0, xt, t, betas)
    return mean, np.sqrt(variance)


@mistake("the roots in the mean's factors are missing")
def posterior(x0, xt, t, betas):
    product, before, beta = columns(t, betas)
    mean = before * beta / (1 - product) * x0 + (1 - beta) * (1 - before) / (1 - product) * xt
    return mean, variances(betas)[t]


@mistake("the variance keeps an axis of length one")
def posterior(x0, xt, t, betas):
    mean, variance = right(x0, xt, t, betas)
    return mean, variance[:, None]


@mistake("the noise is taken off as in computing x_0: its factor is beta / sqrt(1 - alpha_bar)")
def mean_from_noise(xt, t, noise, betas):
    product, _, beta = columns(t, betas)
    return (xt - np.sqrt(1 - product) * noise) / np.sqrt(1 - beta)


@mistake("this is x_0, not the mean of the step before")
def mean_from_noise(xt, t, noise, betas):
    product, _, _ = columns(t, betas)
    return (xt - np.sqrt(1 - product) * noise) / np.sqrt(product)


@mistake("the division by sqrt(1 - beta) is missing")
def mean_from_noise(xt, t, noise, betas):
    return mean_of(xt, t, noise, betas) * np.sqrt(1 - betas[t])[:, None]


@mistake("the root of 1 - alpha_bar is missing")
def mean_from_noise(xt, t, noise, betas):
    product, _, beta = columns(t, betas)
    return (xt - beta / (1 - product) * noise) / np.sqrt(1 - beta)


@mistake("the noise is added instead of taken off")
def mean_from_noise(xt, t, noise, betas):
    return mean_of(xt, t, -noise, betas)


@mistake("the mean is divided by sqrt(alpha_bar) instead of sqrt(1 - beta)")
def mean_from_noise(xt, t, noise, betas):
    product, _, beta = columns(t, betas)
    return (xt - beta / np.sqrt(1 - product) * noise) / np.sqrt(product)


@mistake("z is multiplied by the variance instead of the deviation")
def ddpm_step(xt, t, noise, z, betas):
    return mean_of(xt, t, noise, betas) + variances(betas)[t][:, None] * z


@mistake("noise is added at t = 0, too, and its deviation is sqrt(beta)")
def ddpm_step(xt, t, noise, z, betas):
    return mean_of(xt, t, noise, betas) + np.sqrt(betas[t])[:, None] * z


@mistake("the deviation is sqrt(beta), that of the forward step, instead of the posterior's")
def ddpm_step(xt, t, noise, z, betas):
    return mean_of(xt, t, noise, betas) + np.sqrt(betas[t] * (t > 0))[:, None] * z


@mistake("nothing is drawn: the mean alone is returned")
def ddpm_step(xt, t, noise, z, betas):
    return mean_of(xt, t, noise, betas)


@mistake("the step -1 takes the last alpha_bar: without noise it is 1")
def ddim_step(xt, t, noise, earlier, betas):
    product = bars(betas)[0]
    now, then = product[t][:, None], product[earlier][:, None]
    x0 = (xt - np.sqrt(1 - now) * noise) / np.sqrt(now)
    return np.sqrt(then) * x0 + np.sqrt(1 - then) * noise


@mistake("it always goes to t - 1: steps may be skipped")
def ddim_step(xt, t, noise, earlier, betas):
    return implicit(xt, t, noise, t - 1, betas)


@mistake("x_0 is not noised again")
def ddim_step(xt, t, noise, earlier, betas):
    return implicit(xt, t, noise, np.full(len(t), -1), betas)


@mistake("the roots are missing where x_0 is noised again")
def ddim_step(xt, t, noise, earlier, betas):
    then = np.append(bars(betas)[0], 1.0)[earlier][:, None]
    return then * implicit(xt, t, noise, np.full(len(t), -1), betas) + (1 - then) * noise


@mistake("the logarithm of zero is taken at t = 0")
def log_variances(betas):
    return np.log(variances(betas))


@mistake("the first value is left out")
def log_variances(betas):
    return np.log(variances(betas)[1:])


@mistake("the variance is cut off at a small number instead of taking the value at t = 1")
def log_variances(betas):
    return np.log(np.maximum(variances(betas), 1e-20))
