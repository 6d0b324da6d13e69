# diagnosis: the length is treated as a constant: the part along the row itself is not taken off
import numpy as np


def _unit(x):
    top = np.abs(x).max(axis=1, keepdims=True)
    x = x / np.where(top > 0, top, 1)
    length = np.sqrt((x**2).sum(axis=1, keepdims=True))
    return x / np.where(length > 0, length, 1)


def cosine(a, b):
    return np.einsum("nd,md->nm", _unit(a), _unit(b))


def cosine_backward(upstream, a, b):
    la, lb = np.linalg.norm(a, axis=1), np.linalg.norm(b, axis=1)
    share = upstream / np.outer(la, lb)
    return share @ b, share.T @ a


def most_similar(a, b, k):
    c = np.round(cosine(a, b), 9)
    return np.array([sorted(range(len(b)), key=lambda j: (-row[j], j))[:k] for row in c])
