"""Convolutional LSTM cell, from memory, with NumPy alone."""


def convolve(maps, kernels):
    """maps (c, a, b), kernels (m, c, s, s) -> (m, a, b)."""
    raise NotImplementedError


def cell(x, h, c, wx, wh, bias, peep):
    """x (d, a, b), h and c (k, a, b) -> new h, new c."""
    raise NotImplementedError


def run(frames, wx, wh, bias, peep):
    """frames (t, d, a, b) -> (t, k, a, b)."""
    raise NotImplementedError
