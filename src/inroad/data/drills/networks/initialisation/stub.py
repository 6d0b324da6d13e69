"""Initial weights: from memory, with NumPy alone."""


def fans(shape):
    """shape (in, out) or (out, in, h, w) -> (fan_in, fan_out)."""
    raise NotImplementedError


def glorot_uniform(u):
    """u, uniform on [0, 1), of the weights' shape -> weights."""
    raise NotImplementedError


def he_normal(z):
    """z, standard normal, of the weights' shape -> weights."""
    raise NotImplementedError


def orthogonal(z):
    """z (n, m), standard normal -> (n, m) with orthonormal columns, or rows if n < m."""
    raise NotImplementedError
