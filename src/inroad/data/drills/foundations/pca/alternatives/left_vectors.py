import numpy as np


def fit(x, k):
    centre = x.mean(0)
    u, s, _ = np.linalg.svd((x - centre).T, full_matrices=False)
    u = u[:, :k]
    u = u * np.where(u.max(0) >= np.abs(u.min(0)), 1.0, -1.0)
    return centre, u.T, s[:k] ** 2 / (len(x) - 1)


def project(x, mean, components):
    return np.einsum("nd,kd->nk", x - mean, components)


def reconstruct(scores, mean, components):
    return np.array([z @ components + mean for z in scores])
