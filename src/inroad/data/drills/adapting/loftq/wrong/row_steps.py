# diagnosis: each row has its own step: there is one for the whole matrix
import numpy as np


def quantise(w, bits):
    most = (1 << (bits - 1)) - 1
    rows = []
    for row in w:
        top = max(abs(row))
        rows.append(np.round(row * most / top) * top / most if top else row)
    return np.array(rows)


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
