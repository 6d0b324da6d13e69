"""Bagging, from memory."""

import numpy as np


def bagged(learn, x, y, picks, queries):
    """learn(x, y) -> model(rows); picks (b, n), queries (m, d) -> (m,)."""
    raise NotImplementedError


def out_of_bag(learn, x, y, picks):
    """-> (n,)."""
    raise NotImplementedError


def out_of_bag_error(learn, x, y, picks):
    """-> a float."""
    raise NotImplementedError


def jackknife_variance(n, picks, predictions):
    """picks (b, n), predictions (b, m) -> (m,)."""
    raise NotImplementedError
