"""Active learning, from memory."""

import numpy as np


def entropy(p):
    """p (n, K) -> (n,)."""
    raise NotImplementedError


def margin(p):
    """p (n, K) -> (n,)."""
    raise NotImplementedError


def choose(p, count):
    """p (n, K) -> numbers of rows (count,)."""
    raise NotImplementedError


def disagreement(p):
    """p (S, n, K) -> (n,)."""
    raise NotImplementedError


def farthest_first(x, labelled, count):
    """x (n, d), labelled (l,) -> numbers of rows (count,)."""
    raise NotImplementedError
