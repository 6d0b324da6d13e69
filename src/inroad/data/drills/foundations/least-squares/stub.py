"""Ordinary least squares in three ways, from memory."""

import numpy as np


def normal_equations(x, y):
    """x (n, p), y (n,) -> (p,)."""
    raise NotImplementedError


def by_qr(x, y):
    """x (n, p), y (n,) -> (p,)."""
    raise NotImplementedError


def gradient_step(x, y, beta, rate):
    """beta (p,) -> beta (p,) after one step."""
    raise NotImplementedError
