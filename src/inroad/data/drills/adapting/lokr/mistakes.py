"""Known mistakes in LoKr."""

import numpy as np
from inroad.practice.kit import mistake
from solution import kronecker


@mistake("the factors of the Kronecker product are in the wrong order")
def lokr(x, w, c, a, b, alpha):
    return x @ (w + alpha / a.shape[0] * kronecker(b @ a, c)).T


@mistake("the axes of the outer product are not brought into order before the reshape")
def lokr(x, w, c, a, b, alpha):
    flat = np.einsum("ij,kl->ijkl", c, b @ a).reshape(w.shape)
    return x @ (w + alpha / a.shape[0] * flat).T


@mistake("the scaling by alpha / r is missing")
def lokr(x, w, c, a, b, alpha):
    return x @ (w + kronecker(c, b @ a)).T


@mistake("the update is scaled by alpha, not by alpha / r")
def lokr(x, w, c, a, b, alpha):
    return x @ (w + alpha * kronecker(c, b @ a)).T


@mistake("the frozen weights are left out")
def lokr(x, w, c, a, b, alpha):
    return x @ (alpha / a.shape[0] * kronecker(c, b @ a)).T


@mistake("copies of the low-rank matrix are laid side by side without the entries of c as factors")
def lokr(x, w, c, a, b, alpha):
    return x @ (w + alpha / a.shape[0] * np.tile(b @ a, c.shape)).T


@mistake("the gradient by c sums the whole update instead of one block for each entry")
def lokr_backward(upstream, x, c, a, b, alpha):
    (p, q), s, t = c.shape, b.shape[0], a.shape[1]
    g = (alpha / a.shape[0] * upstream.T @ x).reshape(p, s, q, t)
    by_f = (g * c[:, None, :, None]).sum(axis=(0, 2))
    return np.full_like(c, (g * (b @ a)[None, :, None, :]).sum()), b.T @ by_f, by_f @ a.T


@mistake("the gradient of the low-rank part lacks the entries of c as factors")
def lokr_backward(upstream, x, c, a, b, alpha):
    (p, q), s, t = c.shape, b.shape[0], a.shape[1]
    g = (alpha / a.shape[0] * upstream.T @ x).reshape(p, s, q, t)
    by_f = g.sum(axis=(0, 2))
    return (g * (b @ a)[None, :, None, :]).sum(axis=(1, 3)), b.T @ by_f, by_f @ a.T


@mistake("the gradients lack the scaling by alpha / r")
def lokr_backward(upstream, x, c, a, b, alpha):
    (p, q), s, t = c.shape, b.shape[0], a.shape[1]
    g = (upstream.T @ x).reshape(p, s, q, t)
    by_f = (g * c[:, None, :, None]).sum(axis=(0, 2))
    return (g * (b @ a)[None, :, None, :]).sum(axis=(1, 3)), b.T @ by_f, by_f @ a.T
