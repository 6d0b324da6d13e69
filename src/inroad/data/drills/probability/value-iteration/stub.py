"""Value iteration, from memory."""

import numpy as np


def action_values(v, p, r, gamma):
    """v (S,), p (A, S, S), r (S, A) -> (S, A)."""
    raise NotImplementedError


def policy_values(policy, p, r, gamma):
    """policy (S,) -> (S,)."""
    raise NotImplementedError


def value_iteration(p, r, gamma, tol):
    """-> values (S,), policy (S,)."""
    raise NotImplementedError
