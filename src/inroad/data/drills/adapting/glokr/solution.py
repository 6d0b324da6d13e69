"""GLoKr, written plainly."""

import numpy as np


def kronecker(c, f):
    (p, q), (s, t) = c.shape, f.shape
    return (c[:, None, :, None] * f[None, :, None, :]).reshape(p * s, q * t)


def merge(w, c1, b1, a1, c2, b2, a2):
    return w + w * kronecker(c1, b1 @ a1) + kronecker(c2, b2 @ a2)


def glokr(x, w, c1, b1, a1, c2, b2, a2):
    return x @ merge(w, c1, b1, a1, c2, b2, a2).T


def by_parts(by_product, c, b, a):
    (p, q), s, t = c.shape, b.shape[0], a.shape[1]
    g = by_product.reshape(p, s, q, t)
    by_c = (g * (b @ a)[None, :, None, :]).sum(axis=(1, 3))
    by_f = (g * c[:, None, :, None]).sum(axis=(0, 2))
    return by_c, by_f @ a.T, b.T @ by_f


def glokr_backward(upstream, x, w, c1, b1, a1, c2, b2, a2):
    by_weights = upstream.T @ x
    # A is multiplied by w entry by entry, and so is what comes back to it.
    return *by_parts(by_weights * w, c1, b1, a1), *by_parts(by_weights, c2, b2, a2)
