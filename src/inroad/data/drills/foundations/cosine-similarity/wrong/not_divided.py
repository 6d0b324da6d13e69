# diagnosis: the division by the row's own length is missing
import numpy as np


def _unit(x):
    top = np.abs(x).max(axis=1, keepdims=True)
    x = x / np.where(top > 0, top, 1)
    length = np.sqrt((x**2).sum(axis=1, keepdims=True))
    return x / np.where(length > 0, length, 1)


def cosine(a, b):
    return np.einsum("nd,md->nm", _unit(a), _unit(b))


def cosine_backward(upstream, a, b):
    c, u, v = cosine(a, b), _unit(a), _unit(b)
    by_a = upstream @ v - np.sum(upstream * c, 1)[:, None] * u
    by_b = upstream.T @ u - np.sum(upstream * c, 0)[:, None] * v
    return by_a, by_b


def most_similar(a, b, k):
    c = np.round(cosine(a, b), 9)
    return np.array([sorted(range(len(b)), key=lambda j: (-row[j], j))[:k] for row in c])
