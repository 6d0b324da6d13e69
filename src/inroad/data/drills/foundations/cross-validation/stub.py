"""Cross-validation without leaks, from memory."""

import numpy as np


def folds(order, k):
    """order (n,) -> list of k arrays."""
    raise NotImplementedError


def stratified(labels, order, k):
    """labels (n,) -> fold of each row (n,)."""
    raise NotImplementedError


def errors(learn, x, y, parts):
    """learn(x, y) -> predict(x); parts: list of arrays of indices -> (k,)."""
    raise NotImplementedError


def one_standard_error(table):
    """table (c, k) -> an index."""
    raise NotImplementedError
