"""Thresholds for decisions with costs, from memory."""

import numpy as np


def bayes_threshold(cost_false_alarm, cost_miss):
    """-> a float."""
    raise NotImplementedError


def expected_cost(y, p, threshold, cost_false_alarm, cost_miss):
    """y (n,), p (n,) -> a float."""
    raise NotImplementedError


def best_threshold(y, p, cost_false_alarm, cost_miss):
    """-> threshold, cost."""
    raise NotImplementedError


def shift_prior(p, old, new):
    """p (n,) -> (n,)."""
    raise NotImplementedError


def net_benefit(y, p, threshold):
    """-> a float."""
    raise NotImplementedError
