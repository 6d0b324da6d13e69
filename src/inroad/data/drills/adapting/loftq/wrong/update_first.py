# diagnosis: the steps begin with the update, not with the quantisation
import numpy as np


def quantise(w, bits):
    most = 2 ** (bits - 1) - 1
    top = max(w.max(), -w.min())
    if top == 0:
        return 0.0 * w
    return np.round(w * most / top) / most * top


def low_rank(m, rank):
    u, s, vt = np.linalg.svd(m)
    root = np.diag(np.sqrt(s[:rank]))
    return u[:, :rank].dot(root), root.dot(vt[:rank])


def loftq(w, bits, rank, steps):
    q = 0 * w
    while steps:
        b, a = low_rank(w - q, rank)
        q = quantise(w - b.dot(a), bits)
        steps -= 1
    return q, b, a
