"""Principal components, from memory."""

import numpy as np


def fit(x, k):
    """x (n, d) -> mean (d,), components (k, d), variances (k,)."""
    raise NotImplementedError


def project(x, mean, components):
    """-> (n, k)."""
    raise NotImplementedError


def reconstruct(scores, mean, components):
    """scores (n, k) -> (n, d)."""
    raise NotImplementedError
