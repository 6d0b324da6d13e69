"""Dilated causal convolution, from memory, with NumPy alone."""


def causal(x, w, b, dilation):
    """x (t, c), w (m, c, e), b (e,) -> (t, e)."""
    raise NotImplementedError


def causal_backward(upstream, x, w, b, dilation):
    """upstream (t, e) -> gradients by x, w and b."""
    raise NotImplementedError


def receptive_field(taps, dilations):
    """-> how many steps of the input one output sees."""
    raise NotImplementedError
