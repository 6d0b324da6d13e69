"""Gradient boosting, from memory."""

import numpy as np


def negative_gradient(y, f):
    """y (n,), f (n,) -> (n,)."""
    raise NotImplementedError


def stump(x, target):
    """x (n,), target (n,) -> threshold."""
    raise NotImplementedError


def leaf_value(y, f):
    """-> a float."""
    raise NotImplementedError


def boost(x, y, queries, steps, rate):
    """queries (m,) -> log-odds (m,)."""
    raise NotImplementedError
