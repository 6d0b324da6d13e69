# diagnosis: the shortcut starts after the first relu: it must carry x itself
import numpy as np


def residual_block(x, w1, b1, w2, b2):
    h = np.clip(x.dot(w1) + b1, 0.0, None)
    y = h.dot(w2) + b2 + x
    return np.where(y > 0, y, 0.0)


def projected_block(x, w1, b1, w2, b2, ws):
    h = np.clip(x.dot(w1) + b1, 0.0, None)
    y = np.hstack([h, x]).dot(np.vstack([w2, ws])) + b2
    return np.where(y > 0, y, 0.0)


def preactivation_block(x, w1, b1, w2, b2):
    x = np.where(x > 0, x, 0.0)
    h = x.dot(w1) + b1
    return x + np.where(h > 0, h, 0.0).dot(w2) + b2


def residual_backward(upstream, x, w1, b1, w2, b2):
    h = np.clip(x.dot(w1) + b1, 0.0, None)
    d2 = np.where(h.dot(w2) + b2 + x > 0, upstream, 0.0)
    d1 = np.where(h > 0, d2.dot(w2.T), 0.0)
    dx = d2 + d1.dot(w1.T)
    return dx, np.einsum("ni,nj->ij", x, d1), np.sum(d1, 0), np.einsum("ni,nj->ij", h, d2), np.sum(d2, 0)
