"""A Gaussian mixture, from memory."""

import numpy as np


def responsibilities(x, weights, means, covariances):
    """x (n, d), weights (k,), means (k, d), covariances (k, d, d) -> (n, k)."""
    raise NotImplementedError


def log_likelihood(x, weights, means, covariances):
    """-> a float."""
    raise NotImplementedError


def maximise(x, r):
    """r (n, k) -> weights (k,), means (k, d), covariances (k, d, d)."""
    raise NotImplementedError
