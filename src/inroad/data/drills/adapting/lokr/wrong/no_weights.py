# diagnosis: the frozen weights are left out
import numpy as np


def lokr(x, w, c, a, b, alpha):
    f = b @ a
    big = np.einsum("pq,ij->piqj", c, f).reshape(w.shape)
    return x @ (big / len(a) * alpha).T


def lokr_backward(upstream, x, c, a, b, alpha):
    g = (upstream.T @ x * alpha / len(a)).reshape(c.shape[0], b.shape[0], c.shape[1], a.shape[1])
    by_c = np.einsum("piqj,ij->pq", g, b @ a)
    by_f = np.einsum("piqj,pq->ij", g, c)
    return by_c, b.T @ by_f, by_f @ a.T
