"""A random forest, from memory."""

import numpy as np


def best_split(x, y, features):
    """x (n, d), y (n,) -> feature, threshold, gain."""
    raise NotImplementedError


def grow(x, y, tries, least, rng):
    """-> a float, or (feature, threshold, left, right)."""
    raise NotImplementedError


def predict(trees, queries):
    """queries (m, d) -> (m,)."""
    raise NotImplementedError


def permutation_importance(trees, x, y, orders):
    """orders (d, n) -> (d,)."""
    raise NotImplementedError
