"""Matrix factorisation of ratings, from memory."""

import numpy as np


def loss(r, mask, u, v, lam):
    """r, mask (n, m), u (n, k), v (m, k) -> a float."""
    raise NotImplementedError


def loss_backward(upstream, r, mask, u, v, lam):
    """upstream: a number -> gradients by u (n, k) and v (m, k)."""
    raise NotImplementedError


def solve_users(r, mask, v, lam):
    """-> u (n, k)."""
    raise NotImplementedError


def sgd_step(u, v, i, j, rating, rate, lam):
    """-> u (n, k), v (m, k)."""
    raise NotImplementedError
