"""Autoregression, written plainly."""

import numpy as np


def autocovariance(x, lags):
    n, centred = len(x), x - x.mean()
    # Divided by n, not n - k: only so is the matrix of covariances never indefinite.
    return np.array([centred[: n - k] @ centred[k:] for k in range(lags + 1)]) / n


def levinson(r):
    phi, variance, partial = np.zeros(0), float(r[0]), []
    for k in range(1, len(r)):
        new = (r[k] - phi @ r[k - 1 : 0 : -1]) / variance if variance > 0 else 0.0
        phi = np.append(phi - new * phi[::-1], new)
        variance *= 1 - new**2
        partial.append(new)
    return phi, float(variance), np.array(partial)


def forecast(x, phi, mean, steps):
    p = len(phi)
    values = list(x[len(x) - p :] - mean)
    for _ in range(steps):
        values.append(phi @ values[: -p - 1 : -1])
    return np.array(values[p:]) + mean


def forecast_variance(phi, variance, steps):
    response = np.zeros(steps)  # to a shock of one
    response[0] = 1.0
    for k in range(1, steps):
        reach = min(k, len(phi))
        response[k] = phi[:reach] @ response[k - reach : k][::-1]
    return variance * np.cumsum(response**2)
