# diagnosis: the axes of the outer product are not brought into order before the reshape
import numpy as np


def lokr(x, w, c, a, b, alpha):
    big = np.multiply.outer(c, b @ a).reshape(w.shape)
    return x @ w.T + alpha / len(a) * x @ big.T


def lokr_backward(upstream, x, c, a, b, alpha):
    g = (upstream.T @ x * alpha / len(a)).reshape(c.shape[0], b.shape[0], c.shape[1], a.shape[1])
    by_c = np.einsum("piqj,ij->pq", g, b @ a)
    by_f = np.einsum("piqj,pq->ij", g, c)
    return by_c, b.T @ by_f, by_f @ a.T
