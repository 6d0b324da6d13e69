"""Denoising autoencoder with tied weights, from memory, with NumPy alone."""


def encode(rows, w, b):
    """rows (n, d), w (d, k), b (k,) -> (n, k)."""
    raise NotImplementedError


def decode(z, w, a):
    """z (n, k), w (d, k), a (d,) -> (n, d)."""
    raise NotImplementedError


def loss(x, noisy, w, b, a):
    """x and noisy (n, d) -> a float."""
    raise NotImplementedError


def gradients(x, noisy, w, b, a):
    """-> gradients of the loss by w, b and a."""
    raise NotImplementedError
