"""Online debiasing of least squares, from memory, with NumPy alone."""


def weights(x, penalty):
    """x (n, p), rows in order of time -> (n, p)."""
    raise NotImplementedError


def debiased(x, y, penalty):
    """y (n,) -> (p,)."""
    raise NotImplementedError


def intervals(x, y, penalty, z):
    """-> (p, 2)."""
    raise NotImplementedError
