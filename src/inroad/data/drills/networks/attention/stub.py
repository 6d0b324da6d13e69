"""Scaled dot-product attention: from memory, with NumPy alone."""


def attention(q, k, v):
    """q (n, d), k (m, d), v (m, e) -> (n, e)."""
    raise NotImplementedError


def attention_backward(upstream, q, k, v):
    """upstream (n, e) -> gradients by q, k and v."""
    raise NotImplementedError
