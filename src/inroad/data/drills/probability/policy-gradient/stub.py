"""Policy gradients, from memory."""

import numpy as np


def returns(rewards, gamma):
    """rewards (T,) -> (T,)."""
    raise NotImplementedError


def advantages(rewards, values, gamma, lam):
    """rewards (T,), values (T + 1,) -> (T,)."""
    raise NotImplementedError


def surrogate(theta, x, actions, weights):
    """theta (d, A), x (T, d), actions, weights (T,) -> a float."""
    raise NotImplementedError


def surrogate_backward(upstream, theta, x, actions, weights):
    """upstream: a number -> (d, A)."""
    raise NotImplementedError
