"""AdaLoRA: ranks where they matter, from memory."""

import numpy as np


def adalora(x, w, p, lam, q):
    """x (n, i), w (o, i), p (o, r), lam (r,), q (r, i) -> (n, o)."""
    raise NotImplementedError


def importance(value, grad, mean, spread, beta1, beta2):
    """Arrays of one shape -> new mean, new spread, score."""
    raise NotImplementedError


def prune(lam, s_lam, s_p, s_q, keep):
    """lam, s_lam (r,), s_p (o, r), s_q (r, i) -> lam (r,)."""
    raise NotImplementedError


def orthogonality_backward(upstream, p, q):
    """upstream: a number -> gradients by p and q."""
    raise NotImplementedError


def budget(t, start, end, warm, final, total):
    """-> a float."""
    raise NotImplementedError
