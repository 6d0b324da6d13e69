import numpy as np


def fit(x, k):
    centre = np.ones(len(x)) @ x / len(x)
    r = np.linalg.qr(x - centre, mode="r")
    _, s, v = np.linalg.svd(r)
    out = v[:k].copy()
    for row in out:
        if row[np.argmax(np.abs(row))] < 0:
            row *= -1
    return centre, out, (s[:k] / np.sqrt(len(x) - 1)) ** 2


def project(x, mean, components):
    return np.einsum("nd,kd->nk", x - mean, components)


def reconstruct(scores, mean, components):
    return np.einsum("nk,kd->nd", scores, components) + mean[None]
