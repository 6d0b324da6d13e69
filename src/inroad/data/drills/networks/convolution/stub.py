"""Convolution in two dimensions: from memory, with NumPy alone."""


def convolve(x, kernel, bias, stride, padding):
    """x (n, c, h, w), kernel (o, c, kh, kw), bias (o,) -> (n, o, h', w')."""
    raise NotImplementedError


def convolve_backward(upstream, x, kernel, bias, stride, padding):
    """upstream (n, o, h', w') -> gradients by x, kernel and bias."""
    raise NotImplementedError
