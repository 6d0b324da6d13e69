"""The Kalman filter, from memory."""

import numpy as np


def predict(m, p, f, q):
    """m (d,), p, f, q (d, d) -> m (d,), p (d, d)."""
    raise NotImplementedError


def update(m, p, y, h, r):
    """y (k,), h (k, d), r (k, k) -> m (d,), p (d, d), log density of y."""
    raise NotImplementedError


def kalman(ys, m, p, f, q, h, r):
    """ys (T, k) -> means (T, d), covariances (T, d, d), log-likelihood."""
    raise NotImplementedError
