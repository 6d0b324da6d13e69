"""Residual blocks: from memory, with NumPy alone."""


def residual_block(x, w1, b1, w2, b2):
    """x (n, d), w1 (d, m), b1 (m,), w2 (m, d), b2 (d,) -> (n, d)."""
    raise NotImplementedError


def projected_block(x, w1, b1, w2, b2, ws):
    """w2 (m, e), b2 (e,), ws (d, e) -> (n, e)."""
    raise NotImplementedError


def preactivation_block(x, w1, b1, w2, b2):
    """-> (n, d)."""
    raise NotImplementedError


def residual_backward(upstream, x, w1, b1, w2, b2):
    """upstream (n, d) -> gradients by x, w1, b1, w2 and b2."""
    raise NotImplementedError
