"""Tests, from memory."""

import numpy as np


def welch(a, b):
    """a (n,), b (m,) -> t, degrees of freedom."""
    raise NotImplementedError


def permutation_p(a, b, orders):
    """orders (r, n + m) -> a float."""
    raise NotImplementedError


def holm(p):
    """p (k,) -> (k,)."""
    raise NotImplementedError


def benjamini_hochberg(p):
    """p (k,) -> (k,)."""
    raise NotImplementedError
