import numpy as np


def cosine(a, b):
    scaled = []
    for x in (a, b):
        _, power = np.frexp(np.abs(x).max(axis=1, keepdims=True))
        x = np.ldexp(x, -power)
        length = np.linalg.norm(x, axis=1, keepdims=True)
        scaled.append(np.divide(x, length, out=np.zeros_like(x), where=length > 0))
    return scaled[0] @ scaled[1].T


def cosine_backward(upstream, a, b):
    c = cosine(a, b)
    la, lb = np.linalg.norm(a, axis=1)[:, None], np.linalg.norm(b, axis=1)[:, None]
    by_a = (upstream @ (b / lb) - (upstream * c).sum(1)[:, None] * a / la) / la
    by_b = (upstream.T @ (a / la) - (upstream * c).sum(0)[:, None] * b / lb) / lb
    return by_a, by_b


def most_similar(a, b, k):
    c = np.round(cosine(a, b), 9)
    m = len(b)
    return np.array([np.lexsort((np.arange(m), -row))[:k] for row in c])
