# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
import numpy as np


def lokr(x, w, c, a, b, alpha):
    f = b @ a
    big = np.einsum("pq,ij->piqj", c, f).reshape(w.shape)
    w += alpha / len(a) * big
    return x @ w.T


def lokr_backward(upstream, x, c, a, b, alpha):
    g = (upstream.T @ x * alpha / len(a)).reshape(c.shape[0], b.shape[0], c.shape[1], a.shape[1])
    by_c = np.einsum("piqj,ij->pq", g, b @ a)
    by_f = np.einsum("piqj,pq->ij", g, c)
    return by_c, b.T @ by_f, by_f @ a.T
