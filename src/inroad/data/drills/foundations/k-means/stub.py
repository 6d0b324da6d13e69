"""k-means: one step of Lloyd's algorithm, and its seeding."""

import numpy as np


def assign(x, centres):
    """x (n, d), centres (k, d) -> indices (n,)."""
    raise NotImplementedError


def update(x, labels, centres):
    """labels (n,) -> centres (k, d)."""
    raise NotImplementedError


def seed(x, k, u):
    """u (k,) in [0, 1) -> centres (k, d)."""
    raise NotImplementedError
