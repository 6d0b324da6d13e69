import numpy as np


def _unit(x):
    top = np.abs(x).max(axis=1, keepdims=True)
    x = x / np.where(top > 0, top, 1)
    length = np.sqrt((x**2).sum(axis=1, keepdims=True))
    return x / np.where(length > 0, length, 1)


def cosine(a, b):
    return np.einsum("nd,md->nm", _unit(a), _unit(b))


def cosine_backward(upstream, a, b):
    u, v = _unit(a), _unit(b)
    out = []
    for x, unit_x, g in ((a, u, upstream @ v), (b, v, upstream.T @ u)):
        rows = []
        for row, direction, each in zip(x, unit_x, g):
            jacobian = (np.eye(len(row)) - np.outer(direction, direction)) / np.sqrt(row @ row)
            rows.append(jacobian @ each)
        out.append(np.array(rows))
    return tuple(out)


def most_similar(a, b, k):
    c = np.round(cosine(a, b), 9)
    return np.array([sorted(range(len(b)), key=lambda j: (-row[j], j))[:k] for row in c])
