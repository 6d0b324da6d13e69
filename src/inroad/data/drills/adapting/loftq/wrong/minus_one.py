# diagnosis: the step is the largest magnitude divided by 2^(bits-1): minus one is missing
import numpy as np


def quantise(w, bits):
    levels = 1 << (bits - 1)
    top = max(w.max(), -w.min())
    return top * np.round(w * levels / top) / levels if top else np.zeros_like(w)


def low_rank(m, rank):
    u, s, vt = np.linalg.svd(m)
    root = np.diag(np.sqrt(s[:rank]))
    return u[:, :rank].dot(root), root.dot(vt[:rank])


def loftq(w, bits, rank, steps):
    q, b, a = w, np.zeros((len(w), rank)), np.zeros((rank, w.shape[1]))
    for _ in range(steps):
        q = quantise(w - b.dot(a), bits)
        b, a = low_rank(w - q, rank)
    return q, b, a
