"""The bootstrap, from memory."""

import numpy as np


def replicates(x, picks):
    """x (n,), picks (b, n) of indices -> (b,)."""
    raise NotImplementedError


def standard_error(reps):
    """reps (b,) -> a float."""
    raise NotImplementedError


def percentile(reps, level):
    """-> (2,)."""
    raise NotImplementedError


def bca(x, reps, level):
    """-> (2,)."""
    raise NotImplementedError
