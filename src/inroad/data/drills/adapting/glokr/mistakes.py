"""Known mistakes in GLoKr."""

import numpy as np
from inroad.practice.kit import mistake
from solution import by_parts, kronecker


@mistake("the weights are scaled by A alone: the frozen ones are to stay, A is added to one")
def merge(w, c1, b1, a1, c2, b2, a2):
    return w * kronecker(c1, b1 @ a1) + kronecker(c2, b2 @ a2)


@mistake("A is added to the weights instead of scaling them")
def merge(w, c1, b1, a1, c2, b2, a2):
    return w + kronecker(c1, b1 @ a1) + kronecker(c2, b2 @ a2)


@mistake("the shift B is scaled, too: only the frozen weights are")
def merge(w, c1, b1, a1, c2, b2, a2):
    return (w + kronecker(c2, b2 @ a2)) * (1 + kronecker(c1, b1 @ a1))


@mistake("the factors of the Kronecker products are in the wrong order")
def merge(w, c1, b1, a1, c2, b2, a2):
    return w + w * kronecker(b1 @ a1, c1) + kronecker(b2 @ a2, c2)


@mistake("the axes of the outer product are not brought into order before the reshape")
def merge(w, c1, b1, a1, c2, b2, a2):
    return (
        w
        + w * np.einsum("ij,kl->ijkl", c1, b1 @ a1).reshape(w.shape)
        + np.einsum("ij,kl->ijkl", c2, b2 @ a2).reshape(w.shape)
    )


@mistake("copies of the low-rank matrix are laid side by side without the entries of c as factors")
def merge(w, c1, b1, a1, c2, b2, a2):
    return w + w * np.tile(b1 @ a1, c1.shape) + np.tile(b2 @ a2, c2.shape)


@mistake("the shift B is left out")
def merge(w, c1, b1, a1, c2, b2, a2):
    return w + w * kronecker(c1, b1 @ a1)


@mistake("scaling and shift are exchanged")
def merge(w, c1, b1, a1, c2, b2, a2):
    return w + w * kronecker(c2, b2 @ a2) + kronecker(c1, b1 @ a1)


@mistake("x meets the weights without transposing them")
def glokr(x, w, c1, b1, a1, c2, b2, a2):
    return x @ (w + w * kronecker(c1, b1 @ a1) + kronecker(c2, b2 @ a2))


@mistake("the frozen weights are left out of the output")
def glokr(x, w, c1, b1, a1, c2, b2, a2):
    return x @ (w * kronecker(c1, b1 @ a1) + kronecker(c2, b2 @ a2)).T


@mistake("the gradient of the scaling lacks the factor w")
def glokr_backward(upstream, x, w, c1, b1, a1, c2, b2, a2):
    g = upstream.T @ x
    return *by_parts(g, c1, b1, a1), *by_parts(g, c2, b2, a2)


@mistake("the gradient of the shift is multiplied by w, too: only that of the scaling is")
def glokr_backward(upstream, x, w, c1, b1, a1, c2, b2, a2):
    g = upstream.T @ x * w
    return *by_parts(g, c1, b1, a1), *by_parts(g, c2, b2, a2)


@mistake("the gradient of the low-rank part lacks the entries of c as factors")
def glokr_backward(upstream, x, w, c1, b1, a1, c2, b2, a2):
    g = upstream.T @ x
    one, two = np.ones_like(c1), np.ones_like(c2)
    first, second = by_parts(g * w, c1, b1, a1), by_parts(g, c2, b2, a2)
    return first[0], *by_parts(g * w, one, b1, a1)[1:], second[0], *by_parts(g, two, b2, a2)[1:]


@mistake("the gradient by c sums its block without the low-rank matrix as weights")
def glokr_backward(upstream, x, w, c1, b1, a1, c2, b2, a2):
    g = upstream.T @ x
    (p, q), s, t = c1.shape, len(b1), a1.shape[1]
    sums = [each.reshape(p, s, q, t).sum(axis=(1, 3)) for each in (g * w, g)]
    return sums[0], *by_parts(g * w, c1, b1, a1)[1:], sums[1], *by_parts(g, c2, b2, a2)[1:]


@mistake("the gradients by a and b are in the wrong order: c, b, a is asked for")
def glokr_backward(upstream, x, w, c1, b1, a1, c2, b2, a2):
    g = upstream.T @ x
    first, second = by_parts(g * w, c1, b1, a1), by_parts(g, c2, b2, a2)
    return first[0], first[2], first[1], second[0], second[2], second[1]
