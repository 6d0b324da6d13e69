# diagnosis: the gradient by c sums the whole update instead of one block for each entry
import numpy as np


def lokr(x, w, c, a, b, alpha):
    f = b @ a
    big = np.einsum("pq,ij->piqj", c, f).reshape(w.shape)
    return x @ (w + alpha / len(a) * big).T


def lokr_backward(upstream, x, c, a, b, alpha):
    g = (upstream.T @ x * alpha / len(a)).reshape(c.shape[0], b.shape[0], c.shape[1], a.shape[1])
    by_c = np.einsum("piqj,ij->", g, b @ a) * np.ones(c.shape)
    by_f = np.einsum("piqj,pq->ij", g, c)
    return by_c, b.T @ by_f, by_f @ a.T
