# diagnosis: the singular values are left out
import numpy as np


def quantise(w, bits):
    most = 2 ** (bits - 1) - 1
    top = max(w.max(), -w.min())
    if top == 0:
        return 0.0 * w
    return np.round(w * most / top) / most * top


def low_rank(m, rank):
    u, _, vt = np.linalg.svd(m)
    return u[:, :rank], vt[:rank]


def loftq(w, bits, rank, steps):
    q, b, a = w, np.zeros((len(w), rank)), np.zeros((rank, w.shape[1]))
    for _ in range(steps):
        q = quantise(w - b.dot(a), bits)
        b, a = low_rank(w - q, rank)
    return q, b, a
