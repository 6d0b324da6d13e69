"""Known mistakes in autoregression."""

import numpy as np
from inroad.practice.kit import mistake
from solution import autocovariance as right


@mistake("each sum is divided by its number of terms, n - k, not by n")
def autocovariance(x, lags):
    return right(x, lags) * len(x) / (len(x) - np.arange(lags + 1))


@mistake("the sums are divided by n - 1, not by n")
def autocovariance(x, lags):
    return right(x, lags) * len(x) / (len(x) - 1)


@mistake("the mean is not subtracted")
def autocovariance(x, lags):
    return np.array([x[: len(x) - k] @ x[k:] for k in range(lags + 1)]) / len(x)


@mistake("the mean is not subtracted from both: products of raw values minus the square of the mean cancel")
def autocovariance(x, lags):
    n, m = len(x), x.mean()
    return np.array(
        [
            (x[: n - k] @ x[k:] - m * (x[: n - k].sum() + x[k:].sum()) + (n - k) * m * m) / n
            for k in range(lags + 1)
        ]
    )


@mistake("these are correlations: they are divided by the variance")
def autocovariance(x, lags):
    r = right(x, lags)
    return r / r[0]


@mistake("lag zero is left out: off by one")
def autocovariance(x, lags):
    return right(x, lags)[1:]


@mistake("the series is joined end to start: lags wrap round")
def autocovariance(x, lags):
    g = x - x.mean()
    return np.array([g @ np.roll(g, -k) for k in range(lags + 1)]) / len(x)


def fitted(r, reverse=True, shrink=lambda a: 1 - a**2, sign=1.0, subtract=True, guard=True, update=True):
    phi, s, partial = np.zeros(0), float(r[0]), []
    for k in range(1, len(r)):
        top = r[k] - (phi @ r[k - 1 : 0 : -1] if subtract else 0.0)
        a = top / s if s > 0 or not guard else 0.0
        old = phi[::-1] if reverse else phi
        phi = np.append(phi - sign * a * old if update else phi, a)
        s *= shrink(a)
        partial.append(a)
    return phi, s, np.array(partial)


@mistake("the earlier coefficients are corrected in their own order, not in the opposite one")
def levinson(r):
    return fitted(r, reverse=False)


@mistake("the earlier coefficients are corrected with the wrong sign")
def levinson(r):
    return fitted(r, sign=-1.0)


@mistake("the earlier coefficients are not corrected when one is added")
def levinson(r):
    return fitted(r, update=False)


@mistake("what the earlier lags explain is not subtracted")
def levinson(r):
    return fitted(r, subtract=False)


@mistake("the variance is not reduced from order to order")
def levinson(r):
    return fitted(r, shrink=lambda a: 1.0)


@mistake("the variance is multiplied by 1 - a instead of 1 - a^2")
def levinson(r):
    return fitted(r, shrink=lambda a: 1 - a)


@mistake("a constant series has no variance: it is divided by zero")
def levinson(r):
    return (
        fitted(np.asarray(r, dtype=np.float64) * np.float64(1), guard=False)
        if r[0] > 0
        else (np.full(len(r) - 1, np.nan), float("nan"), np.full(len(r) - 1, np.nan))
    )


@mistake("the autocorrelations are given as partial ones")
def levinson(r):
    phi, s, _ = fitted(r)
    return phi, s, r[1:] / r[0] if r[0] > 0 else 0 * r[1:]


def ahead(x, phi, mean, steps, order=1, feed=True, centre=True):
    past = list(x - (mean if centre else 0.0))
    out = []
    for _ in range(steps):
        value = float(np.dot(phi[::order], past[::-1][: len(phi)]))
        out.append(value)
        if feed:
            past.append(value)
    return np.array(out) + (mean if centre else 0.0)


@mistake("the coefficients meet the values in the wrong order: the first belongs to the latest value")
def forecast(x, phi, mean, steps):
    return ahead(x, phi, mean, steps, order=-1)


@mistake("forecasts are not fed back: all steps see the same past")
def forecast(x, phi, mean, steps):
    return ahead(x, phi, mean, steps, feed=False)


@mistake("the mean is left out: the coefficients are those of differences from it")
def forecast(x, phi, mean, steps):
    return ahead(x, phi, mean, steps, centre=False)


@mistake("the mean is not added back")
def forecast(x, phi, mean, steps):
    return ahead(x, phi, mean, steps) - mean


@mistake("the mean is added but was never subtracted")
def forecast(x, phi, mean, steps):
    return ahead(x, phi, mean, steps, centre=False) + mean


def responses(phi, steps):
    psi = [1.0]
    for k in range(1, steps):
        psi.append(sum(phi[j] * psi[k - 1 - j] for j in range(min(k, len(phi)))))
    return np.array(psi)


@mistake("the variance is that of the noise at every step: errors are carried on")
def forecast_variance(phi, variance, steps):
    return np.full(steps, variance)


@mistake("the responses are not squared")
def forecast_variance(phi, variance, steps):
    return variance * np.cumsum(responses(phi, steps))


@mistake("the responses are not summed up to each step")
def forecast_variance(phi, variance, steps):
    return variance * responses(phi, steps) ** 2


@mistake("the variance grows by the same amount at each step: that is a random walk")
def forecast_variance(phi, variance, steps):
    return variance * np.arange(1, steps + 1)


@mistake("the coefficients are taken for the responses: they must be fed back")
def forecast_variance(phi, variance, steps):
    psi = np.zeros(steps)
    psi[0] = 1.0
    reach = min(steps - 1, len(phi))
    psi[1 : reach + 1] = phi[:reach]
    return variance * np.cumsum(psi**2)


@mistake("standard deviations are given, not variances")
def forecast_variance(phi, variance, steps):
    return np.sqrt(variance * np.cumsum(responses(phi, steps) ** 2))
