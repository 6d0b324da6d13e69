"""Known mistakes in DyLoRA."""

import numpy as np
from inroad.practice.kit import mistake
from solution import dylora_backward as right


@mistake("the highest rank is never drawn: both ends are included")
def draw_rank(u, low, high):
    return low + int(u * (high - low))


@mistake("the lowest rank is left out: ranks begin at 0 or 1 whatever low is")
def draw_rank(u, low, high):
    return 1 + int(u * high)


@mistake("rounding gives both ends half the probability of the others")
def draw_rank(u, low, high):
    return low + int(np.rint(u * (high - low)))


@mistake("the update is scaled by the full rank r, not by the rank of this step")
def dylora(x, w, a, b, alpha, rank):
    return x @ w.T + alpha / len(a) * x @ a[:rank].T @ b[:, :rank].T


@mistake("the scaling by alpha / rank is missing")
def dylora(x, w, a, b, alpha, rank):
    return x @ w.T + x @ a[:rank].T @ b[:, :rank].T


@mistake("the update is scaled by alpha, not by alpha / rank")
def dylora(x, w, a, b, alpha, rank):
    return x @ w.T + alpha * x @ a[:rank].T @ b[:, :rank].T


@mistake("the whole update is used: it is not cut to the rank")
def dylora(x, w, a, b, alpha, rank):
    return x @ w.T + alpha / rank * x @ a.T @ b.T


@mistake("the last rows and columns are used instead of the first")
def dylora(x, w, a, b, alpha, rank):
    return x @ w.T + alpha / rank * x @ a[-rank:].T @ b[:, -rank:].T


@mistake("only the single row and column of the rank is used, not all up to it")
def dylora(x, w, a, b, alpha, rank):
    return x @ w.T + alpha / rank * x @ a[rank - 1 : rank].T @ b[:, rank - 1 : rank].T


@mistake("off by one: one rank too many is used")
def dylora(x, w, a, b, alpha, rank):
    return x @ w.T + alpha / rank * x @ a[: rank + 1].T @ b[:, : rank + 1].T


@mistake("the gradients are cut to the rank: they must have the full shapes, with zeros beyond")
def dylora_backward(upstream, x, w, a, b, alpha, rank):
    by_a, by_b = right(upstream, x, w, a, b, alpha, rank)
    return by_a[:rank], by_b[:, :rank]


@mistake("the gradients beyond the rank are not zero")
def dylora_backward(upstream, x, w, a, b, alpha, rank):
    scale = alpha / rank
    return scale * (upstream @ b).T @ x, scale * upstream.T @ (x @ a.T)


@mistake("the gradients lack the scaling by alpha / rank")
def dylora_backward(upstream, x, w, a, b, alpha, rank):
    return right(upstream, x, w, a, b, float(rank), rank)


@mistake("off by one: the row after the last of the rank is kept")
def only_last(by_a, by_b, rank):
    last_a, last_b = np.zeros_like(by_a), np.zeros_like(by_b)
    last_a[rank], last_b[:, rank] = by_a[rank], by_b[:, rank]
    return last_a, last_b


@mistake("all ranks up to the drawn one are kept, not only the last")
def only_last(by_a, by_b, rank):
    last_a, last_b = by_a.copy(), by_b.copy()
    last_a[rank:], last_b[:, rank:] = 0, 0
    return last_a, last_b


@mistake("a row of the gradient by b is kept instead of a column")
def only_last(by_a, by_b, rank):
    last_a, last_b = np.zeros_like(by_a), np.zeros_like(by_b)
    last_a[rank - 1] = by_a[rank - 1]
    last_b[rank - 1] = by_b[rank - 1]
    return last_a, last_b
