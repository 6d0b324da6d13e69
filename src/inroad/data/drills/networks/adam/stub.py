"""Adam: from memory, with NumPy alone."""


def adam_step(theta, gradient, m, v, t, lr, beta1, beta2, eps):
    """theta, gradient, m, v (p,), t = 1, 2, ... -> new theta, m, v."""
    raise NotImplementedError


def adam(theta, gradients, lr, beta1, beta2, eps):
    """theta (p,), gradients (k, p) -> theta after each step (k, p)."""
    raise NotImplementedError
