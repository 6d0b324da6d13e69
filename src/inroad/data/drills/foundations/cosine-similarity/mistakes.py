"""Known mistakes in cosine similarity."""

import numpy as np
from inroad.practice.kit import mistake
from solution import cosine as right
from solution import unit


def norms(x):
    return np.linalg.norm(x, axis=1, keepdims=True)


def safe(x):
    return np.where(norms(x) > 0, norms(x), 1)


@mistake("the squares of large entries overflow and those of small ones vanish: scale the rows first")
def cosine(a, b):
    return (
        a
        / np.sqrt(np.where((a**2).sum(1) > 0, (a**2).sum(1), 1))[:, None]
        @ (b / np.sqrt(np.where((b**2).sum(1) > 0, (b**2).sum(1), 1))[:, None]).T
    )


@mistake("a row of zeros is divided by its length")
def cosine(a, b):
    return (a / norms(a)) @ (b / norms(b)).T


@mistake("b is not divided by its length")
def cosine(a, b):
    return unit(a) @ b.T


@mistake("a is not divided by its length")
def cosine(a, b):
    return a @ unit(b).T


@mistake("nothing is divided by lengths: these are dot products")
def cosine(a, b):
    return a @ b.T


@mistake("the products are divided by squared lengths")
def cosine(a, b):
    return a / safe(a) ** 2 @ (b / safe(b) ** 2).T


@mistake("the columns are brought to unit length, not the rows")
def cosine(a, b):
    lengths = [np.sqrt((x**2).sum(axis=0)) for x in (a, b)]
    a, b = (x / np.where(each > 0, each, 1) for x, each in zip((a, b), lengths))
    return a @ b.T


@mistake("this is the distance 1 - cosine")
def cosine(a, b):
    return 1 - right(a, b)


@mistake("the rows are centred: this is a correlation")
def cosine(a, b):
    return right(a - a.mean(axis=1, keepdims=True), b - b.mean(axis=1, keepdims=True))


@mistake("the least similar come first")
def most_similar(a, b, k):
    return np.argsort(np.round(right(a, b), 9), axis=1, kind="stable")[:, :k]


@mistake("the right rows, but in growing order")
def most_similar(a, b, k):
    return np.argsort(-np.round(right(a, b), 9), axis=1, kind="stable")[:, :k][:, ::-1]


@mistake("the dot products are ranked: long rows win")
def most_similar(a, b, k):
    return np.argsort(-np.round(a @ b.T, 9), axis=1, kind="stable")[:, :k]


@mistake("the higher index comes first among equals")
def most_similar(a, b, k):
    return np.argsort(np.round(right(a, b), 9), axis=1, kind="stable")[:, ::-1][:, :k]


@mistake("the magnitude is ranked: opposite rows count as similar")
def most_similar(a, b, k):
    return np.argsort(-np.round(np.abs(right(a, b)), 9), axis=1, kind="stable")[:, :k]


@mistake("the length is treated as a constant: the part along the row itself is not taken off")
def cosine_backward(upstream, a, b):
    return upstream @ unit(b) / norms(a), upstream.T @ unit(a) / norms(b)


@mistake("the division by the row's own length is missing")
def cosine_backward(upstream, a, b):
    u, v = unit(a), unit(b)
    g, h = upstream @ v, upstream.T @ u
    return g - (g * u).sum(1)[:, None] * u, h - (h * v).sum(1)[:, None] * v


@mistake("the part along the row is added instead of taken off")
def cosine_backward(upstream, a, b):
    u, v = unit(a), unit(b)
    g, h = upstream @ v, upstream.T @ u
    return (g + (g * u).sum(1)[:, None] * u) / norms(a), (h + (h * v).sum(1)[:, None] * v) / norms(b)


@mistake("the other rows enter with their full length")
def cosine_backward(upstream, a, b):
    u, v = unit(a), unit(b)
    g, h = upstream @ b, upstream.T @ a
    return (g - (g * u).sum(1)[:, None] * u) / norms(a), (h - (h * v).sum(1)[:, None] * v) / norms(b)
