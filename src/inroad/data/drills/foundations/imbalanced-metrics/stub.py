"""Measures for rare classes, from memory."""

import numpy as np


def scores(y, predicted):
    """y (n,), predicted (n,) of 0 and 1 -> precision, recall."""
    raise NotImplementedError


def f_beta(y, predicted, beta):
    """-> a float."""
    raise NotImplementedError


def matthews(y, predicted):
    """-> a float."""
    raise NotImplementedError


def balanced_accuracy(y, predicted):
    """-> a float."""
    raise NotImplementedError


def average_precision(y, scores):
    """scores (n,) -> a float."""
    raise NotImplementedError
