"""Dropout: from memory, with NumPy alone."""


def dropout(x, u, p):
    """x (n, d), u (n, d) on [0, 1) -> (n, d)."""
    raise NotImplementedError


def dropout_eval(x, p):
    """x (n, d) -> (n, d)."""
    raise NotImplementedError


def dropout_channels(x, u, p):
    """x (n, c, h, w), u (n, c) -> (n, c, h, w)."""
    raise NotImplementedError


def dropout_backward(upstream, u, p):
    """upstream (n, d) -> gradient by x (n, d)."""
    raise NotImplementedError
