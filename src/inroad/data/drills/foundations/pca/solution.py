"""Principal components, written plainly."""

import numpy as np


def fit(x, k):
    mean = x.mean(axis=0)
    # The covariance is never formed: it would square the condition number.
    _, s, vt = np.linalg.svd(x - mean, full_matrices=False)
    components = vt[:k]
    largest = np.abs(components).argmax(axis=1)
    signs = np.sign(components[np.arange(k), largest])
    return mean, components * signs[:, None], s[:k] ** 2 / (len(x) - 1)


def project(x, mean, components):
    return (x - mean) @ components.T


def reconstruct(scores, mean, components):
    return scores @ components + mean
