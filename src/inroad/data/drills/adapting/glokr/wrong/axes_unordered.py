# diagnosis: the axes of the outer product are not brought into order before the reshape
import numpy as np


def kronecker(c, f):
    return np.vstack([np.hstack([entry * f for entry in row]) for row in c])


def merge(w, c1, b1, a1, c2, b2, a2):
    scale = np.outer(c1, b1 @ a1).reshape(w.shape)
    return w * (1 + scale) + np.outer(c2, b2 @ a2).reshape(w.shape)


def glokr(x, w, c1, b1, a1, c2, b2, a2):
    return np.einsum("ni,oi->no", x, merge(w, c1, b1, a1, c2, b2, a2))


def glokr_backward(upstream, x, w, c1, b1, a1, c2, b2, a2):
    by_w = upstream.T.dot(x)
    grads = []
    for g, c, b, a in ((by_w * w, c1, b1, a1), (by_w, c2, b2, a2)):
        p, q = c.shape
        blocks = [
            [g[i * len(b) : (i + 1) * len(b), j * a.shape[1] : (j + 1) * a.shape[1]] for j in range(q)]
            for i in range(p)
        ]
        f = b.dot(a)
        by_c = np.array([[(block * f).sum() for block in row] for row in blocks])
        by_f = sum(c[i, j] * blocks[i][j] for i in range(p) for j in range(q))
        grads += [by_c, by_f.dot(a.T), b.T.dot(by_f)]
    return tuple(grads)
