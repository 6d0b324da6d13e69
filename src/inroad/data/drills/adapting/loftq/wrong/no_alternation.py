# diagnosis: the weights themselves are quantised in every step: what the update takes is not subtracted
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
    for _ in range(steps):
        q = quantise(w, bits)
        b, a = low_rank(w - q, rank)
    return q, b, a
