"""LoKr, written plainly."""

import numpy as np


def kronecker(c, f):
    (p, q), (s, t) = c.shape, f.shape
    return (c[:, None, :, None] * f[None, :, None, :]).reshape(p * s, q * t)


def lokr(x, w, c, a, b, alpha):
    return x @ (w + alpha / a.shape[0] * kronecker(c, b @ a)).T


def lokr_backward(upstream, x, c, a, b, alpha):
    (p, q), s, t = c.shape, b.shape[0], a.shape[1]
    by_update = (alpha / a.shape[0] * upstream.T @ x).reshape(p, s, q, t)
    by_c = (by_update * (b @ a)[None, :, None, :]).sum(axis=(1, 3))
    by_f = (by_update * c[:, None, :, None]).sum(axis=(0, 2))
    return by_c, b.T @ by_f, by_f @ a.T
