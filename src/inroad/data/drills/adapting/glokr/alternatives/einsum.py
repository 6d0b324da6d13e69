import numpy as np


def merge(w, c1, b1, a1, c2, b2, a2):
    scale = np.einsum("ij,kr,rl->ikjl", c1, b1, a1).reshape(w.shape)
    return w + np.multiply(w, scale) + np.einsum("ij,kr,rl->ikjl", c2, b2, a2).reshape(w.shape)


def glokr(x, w, c1, b1, a1, c2, b2, a2):
    scale = np.einsum("ij,kr,rl->ikjl", c1, b1, a1).reshape(w.shape)
    shift = np.einsum("ij,kr,rl->ikjl", c2, b2, a2).reshape(w.shape)
    return x @ w.T + x @ (w * scale).T + x @ shift.T


def glokr_backward(upstream, x, w, c1, b1, a1, c2, b2, a2):
    by_w = upstream.T @ x
    out = ()
    for g, c, b, a in ((by_w * w, c1, b1, a1), (by_w, c2, b2, a2)):
        g = g.reshape(len(c), len(b), c.shape[1], a.shape[1])
        by_c = np.einsum("ikjl,kl->ij", g, b @ a)
        by_f = np.einsum("ij,ikjl->kl", c, g)
        out += (by_c, by_f @ a.T, b.T @ by_f)
    return out
