"""Riemannian gradients and retractions, from memory, with NumPy alone."""


def riemannian_gradient(x, g):
    """x, g (n, p) -> tangent (n, p)."""
    raise NotImplementedError


def retract(x, xi):
    """x, xi (n, p) -> (n, p) with orthonormal columns."""
    raise NotImplementedError


def ascend(a, x, rate, steps):
    """a (n, n), x (n, p) -> (n, p)."""
    raise NotImplementedError


def spd_gradient(s, g):
    """s, g (n, n) -> (n, n)."""
    raise NotImplementedError
