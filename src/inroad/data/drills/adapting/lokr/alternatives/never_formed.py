import numpy as np


def lokr(x, w, c, a, b, alpha):
    n, q, t = len(x), c.shape[1], a.shape[1]
    inner = x.reshape(n, q, t) @ a.T @ b.T
    low = np.einsum("pq,nqs->nps", c, inner).reshape(n, -1)
    return x @ w.T + alpha / a.shape[0] * low


def lokr_backward(upstream, x, c, a, b, alpha):
    g = (upstream.T @ x * alpha / len(a)).reshape(c.shape[0], b.shape[0], c.shape[1], a.shape[1])
    by_c = np.einsum("piqj,ij->pq", g, b @ a)
    by_f = np.einsum("piqj,pq->ij", g, c)
    return by_c, b.T @ by_f, by_f @ a.T
