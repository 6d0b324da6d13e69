"""Q-learning, SARSA and double Q-learning, from memory."""

import numpy as np


def q_update(q, s, a, r, s2, done, alpha, gamma):
    """q (S, A) -> q (S, A)."""
    raise NotImplementedError


def sarsa_update(q, s, a, r, s2, a2, done, alpha, gamma):
    """q (S, A) -> q (S, A)."""
    raise NotImplementedError


def double_update(q1, q2, s, a, r, s2, done, alpha, gamma):
    """q1, q2 (S, A) -> q1 (S, A)."""
    raise NotImplementedError


def q_learning(q, s, a, r, s2, done, alpha, gamma):
    """s, a, r, s2, done (T,) -> q (S, A)."""
    raise NotImplementedError
