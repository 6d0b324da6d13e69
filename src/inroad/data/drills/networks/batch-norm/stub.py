"""Batch normalisation: from memory, with NumPy alone."""


def batch_norm(x, gamma, beta, eps):
    """x (n, c, h, w), gamma (c,), beta (c,) -> (n, c, h, w), with the batch's statistics."""
    raise NotImplementedError


def running_statistics(x, mean, var, momentum):
    """mean (c,), var (c,) -> new mean (c,), new var (c,)."""
    raise NotImplementedError


def batch_norm_eval(x, gamma, beta, mean, var, eps):
    """-> (n, c, h, w), with the given statistics."""
    raise NotImplementedError


def batch_norm_backward(upstream, x, gamma, beta, eps):
    """upstream (n, c, h, w) -> gradients by x, gamma and beta."""
    raise NotImplementedError
