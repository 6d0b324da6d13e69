"""Matrix completion by soft thresholding, from memory, with NumPy alone."""


def shrink(z, tau):
    """(n, m) -> (n, m)."""
    raise NotImplementedError


def objective(x, seen, z, tau):
    """x, z (n, m), seen (n, m) of booleans -> a float."""
    raise NotImplementedError


def complete(x, seen, tau, steps):
    """-> z (n, m)."""
    raise NotImplementedError


def error(x, seen, z):
    """-> a float."""
    raise NotImplementedError
