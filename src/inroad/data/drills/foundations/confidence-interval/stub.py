"""Confidence intervals, from memory."""

import math
from statistics import NormalDist

import numpy as np


def wilson(successes, n, level):
    """-> (2,)."""
    raise NotImplementedError


def clopper_pearson(successes, n, level):
    """-> (2,)."""
    raise NotImplementedError


def newcombe(s1, n1, s2, n2, level):
    """-> (2,)."""
    raise NotImplementedError


def correlation(r, n, level):
    """-> (2,)."""
    raise NotImplementedError
