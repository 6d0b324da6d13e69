"""Bandits, from memory."""

import numpy as np


def ucb(counts, sums, t, c):
    """counts, sums (K,) -> an arm."""
    raise NotImplementedError


def epsilon_greedy(counts, sums, epsilon, u, v):
    """counts, sums (K,) -> an arm."""
    raise NotImplementedError


def exp3_probabilities(log_weights, gamma):
    """log_weights (K,) -> probabilities (K,)."""
    raise NotImplementedError


def exp3_update(log_weights, gamma, arm, reward):
    """-> log_weights (K,)."""
    raise NotImplementedError


def regret(means, arms):
    """means (K,), arms (T,) -> (T,)."""
    raise NotImplementedError
