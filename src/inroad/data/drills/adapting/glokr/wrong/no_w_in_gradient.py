# diagnosis: the gradient of the scaling lacks the factor w
import numpy as np


def kronecker(c, f):
    return np.vstack([np.hstack([entry * f for entry in row]) for row in c])


def merge(w, c1, b1, a1, c2, b2, a2):
    return w * (1 + kronecker(c1, b1 @ a1)) + kronecker(c2, b2 @ a2)


def glokr(x, w, c1, b1, a1, c2, b2, a2):
    return np.einsum("ni,oi->no", x, merge(w, c1, b1, a1, c2, b2, a2))


def glokr_backward(upstream, x, w, c1, b1, a1, c2, b2, a2):
    by_w = upstream.T @ x
    out = ()
    for g, c, b, a in ((by_w, c1, b1, a1), (by_w, c2, b2, a2)):
        g = g.reshape(len(c), len(b), c.shape[1], a.shape[1])
        by_c = np.einsum("ikjl,kl->ij", g, b @ a)
        by_f = np.einsum("ij,ikjl->kl", c, g)
        out += (by_c, by_f @ a.T, b.T @ by_f)
    return out
