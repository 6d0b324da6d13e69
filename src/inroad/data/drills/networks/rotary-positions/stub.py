"""Rotary position embedding: from memory, with NumPy alone."""


def angles(positions, d, base):
    """positions (n,) -> (n, d / 2)."""
    raise NotImplementedError


def rotate(x, positions, base):
    """x (n, d) -> (n, d)."""
    raise NotImplementedError


def rotate_backward(upstream, positions, base):
    """upstream (n, d) -> gradient by x (n, d)."""
    raise NotImplementedError


def rotary_scores(q, k, positions, base):
    """q (n, d), k (n, d) -> (n, n)."""
    raise NotImplementedError
