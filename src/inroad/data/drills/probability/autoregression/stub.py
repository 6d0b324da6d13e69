"""Autoregression, from memory."""

import numpy as np


def autocovariance(x, lags):
    """x (n,) -> (lags + 1,)."""
    raise NotImplementedError


def levinson(r):
    """r (p + 1,) -> phi (p,), noise variance, partial autocorrelations (p,)."""
    raise NotImplementedError


def forecast(x, phi, mean, steps):
    """x (n,), phi (p,) -> (steps,)."""
    raise NotImplementedError


def forecast_variance(phi, variance, steps):
    """-> (steps,)."""
    raise NotImplementedError
