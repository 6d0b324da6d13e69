"""A classification tree, from memory."""

import numpy as np


def impurity(counts):
    """counts (..., c) -> (...)."""
    raise NotImplementedError


def best_split(x, y, classes):
    """x (n, d), y (n,) -> feature, threshold, gain."""
    raise NotImplementedError


def predict(x, y, queries, classes, depth):
    """queries (m, d) -> classes (m,)."""
    raise NotImplementedError
