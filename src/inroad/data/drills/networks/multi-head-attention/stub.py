"""Multi-head attention with a causal mask: from memory, with NumPy alone."""


def split_heads(x, heads):
    """x (b, n, d) -> (b, heads, n, d / heads)."""
    raise NotImplementedError


def multi_head_attention(x, wq, wk, wv, wo, heads):
    """x (b, n, d), weights (d, d) -> (b, n, d)."""
    raise NotImplementedError


def multi_head_backward(upstream, x, wq, wk, wv, wo, heads):
    """upstream (b, n, d) -> gradients by x, wq, wk, wv and wo."""
    raise NotImplementedError
