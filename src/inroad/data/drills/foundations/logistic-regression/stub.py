"""Logistic regression, from memory."""

import numpy as np


def probabilities(x, beta):
    """x (n, p), beta (p,) -> (n,)."""
    raise NotImplementedError


def loss(x, y, beta):
    """y (n,) of 0 and 1 -> a float."""
    raise NotImplementedError


def gradient(x, y, beta):
    """-> (p,)."""
    raise NotImplementedError


def newton_step(x, y, beta):
    """-> beta (p,)."""
    raise NotImplementedError
