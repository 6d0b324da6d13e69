"""Calibration, from memory."""

import numpy as np


def expected_error(y, p, bins):
    """y (n,) of 0 and 1, p (n,) -> a float."""
    raise NotImplementedError


def isotonic(scores, y):
    """scores (n,), y (n,) -> (n,)."""
    raise NotImplementedError


def loss(logits, labels, temperature):
    """logits (n, c), labels (n,) -> a float."""
    raise NotImplementedError


def slope(logits, labels, temperature):
    """-> a float."""
    raise NotImplementedError
