"""LSTM cell, from memory, with NumPy alone."""


def lstm_cell(x, h, c, w, u, b):
    """x (n, d), h and c (n, k) -> new h, new c."""
    raise NotImplementedError


def lstm_cell_backward(by_h, by_c, x, h, c, w, u, b):
    """-> gradients by x, h, c, w, u and b."""
    raise NotImplementedError
