# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
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
    q = quantise(w, bits)
    w -= q
    b, a = low_rank(w, rank)
    for _ in range(steps - 1):
        whole = w + q
        q = quantise(whole - b @ a, bits)
        w = whole - q
        b, a = low_rank(w, rank)
    return q, b, a
