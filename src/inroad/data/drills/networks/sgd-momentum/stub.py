"""Gradient descent with momentum: from memory, with NumPy alone."""


def momentum_step(theta, gradient, v, lr, mu, decay):
    """theta, gradient, v (p,) -> new theta, v."""
    raise NotImplementedError


def nesterov_step(theta, slope, v, lr, mu):
    """slope maps a point (p,) to the gradient there -> new theta, v."""
    raise NotImplementedError


def descend(theta, slope, lr, mu, steps):
    """-> all points, the start first (steps + 1, p)."""
    raise NotImplementedError
