"""Motion module, from memory, with NumPy alone."""


def positions(frames, c):
    """-> (frames, c)."""
    raise NotImplementedError


def normed(x, gain, bias):
    """x (f, c, a, b), gain and bias (c,) -> (f, c, a, b)."""
    raise NotImplementedError


def temporal_attention(x, wq, wk, wv, wo, heads):
    """x (f, c, a, b), weights (c, c) -> (f, c, a, b)."""
    raise NotImplementedError


def motion_module(x, gain, bias, wq, wk, wv, wo, heads):
    """-> (f, c, a, b)."""
    raise NotImplementedError
