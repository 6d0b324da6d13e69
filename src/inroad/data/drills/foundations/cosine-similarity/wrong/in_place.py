# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
import numpy as np


def _unit(x):
    top = np.abs(x).max(axis=1, keepdims=True)
    x = x / np.where(top > 0, top, 1)
    length = np.sqrt((x**2).sum(axis=1, keepdims=True))
    return x / np.where(length > 0, length, 1)


def cosine(a, b):
    for x in (a, b):
        x /= np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-300)
    return a @ b.T


def cosine_backward(upstream, a, b):
    c = cosine(a, b)
    la, lb = np.linalg.norm(a, axis=1)[:, None], np.linalg.norm(b, axis=1)[:, None]
    by_a = (upstream @ (b / lb) - (upstream * c).sum(1)[:, None] * a / la) / la
    by_b = (upstream.T @ (a / la) - (upstream * c).sum(0)[:, None] * b / lb) / lb
    return by_a, by_b


def most_similar(a, b, k):
    c = np.round(cosine(a, b), 9)
    return np.array([sorted(range(len(b)), key=lambda j: (-row[j], j))[:k] for row in c])
