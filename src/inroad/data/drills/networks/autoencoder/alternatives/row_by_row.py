import numpy as np


def encode(rows, w, b):
    return np.array([np.tanh(w.T @ row + b) for row in rows])


def decode(z, w, a):
    return np.einsum("nk,dk->nd", z, w) + a[None, :]


def loss(x, noisy, w, b, a):
    rest = np.tanh(noisy.dot(w) + b).dot(w.T) + a - x
    return float(np.mean(np.sum(rest * rest, axis=1)))


def gradients(x, noisy, w, b, a):
    dw, db, da = np.zeros_like(w), np.zeros_like(b), np.zeros_like(a)
    for clean, seen in zip(x, noisy):
        z = np.tanh(w.T @ seen + b)
        rest = 2 * (w @ z + a - clean) / len(x)
        delta = (w.T @ rest) * (1 - z**2)
        dw += np.outer(seen, delta) + np.outer(rest, z)
        db += delta
        da += rest
    return dw, db, da
