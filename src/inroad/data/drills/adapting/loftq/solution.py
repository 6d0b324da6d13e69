"""LoftQ, written plainly."""

import numpy as np


def quantise(w, bits):
    step = np.abs(w).max() / (2 ** (bits - 1) - 1)
    return np.rint(w / step) * step if step > 0 else np.zeros(w.shape)


def low_rank(m, rank):
    u, s, vt = np.linalg.svd(m, full_matrices=False)
    root = np.sqrt(s[:rank])
    return u[:, :rank] * root, root[:, None] * vt[:rank]


def loftq(w, bits, rank, steps):
    update = np.zeros(w.shape)
    for _ in range(steps):
        q = quantise(w - update, bits)
        b, a = low_rank(w - q, rank)
        update = b @ a
    return q, b, a
