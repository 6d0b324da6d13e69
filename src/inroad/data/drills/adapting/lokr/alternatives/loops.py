import numpy as np


def lokr(x, w, c, a, b, alpha):
    f = b @ a * (alpha / len(a))
    full = np.array(w, dtype=float)
    s, t = f.shape
    for i in range(c.shape[0]):
        for j in range(c.shape[1]):
            full[i * s : (i + 1) * s, j * t : (j + 1) * t] += c[i, j] * f
    return x @ full.T


def lokr_backward(upstream, x, c, a, b, alpha):
    g = upstream.T @ x * (alpha / len(a))
    f = b @ a
    s, t = f.shape
    by_c, by_f = np.zeros_like(c), np.zeros_like(f)
    for i in range(c.shape[0]):
        for j in range(c.shape[1]):
            block = g[i * s : (i + 1) * s, j * t : (j + 1) * t]
            by_c[i, j] = np.vdot(block, f)
            by_f += c[i, j] * block
    return by_c, b.T @ by_f, by_f @ a.T
