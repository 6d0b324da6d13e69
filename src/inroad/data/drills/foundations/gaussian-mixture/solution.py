"""A Gaussian mixture, written plainly."""

import numpy as np


def log_joint(x, weights, means, covariances):
    gaps = x[:, None, :] - means  # (n, k, d)
    solved = np.linalg.solve(covariances, gaps[..., None])[..., 0]
    _, logdets = np.linalg.slogdet(covariances)
    d = x.shape[1]
    return np.log(weights) - (d * np.log(2 * np.pi) + logdets + (gaps * solved).sum(axis=-1)) / 2


def responsibilities(x, weights, means, covariances):
    scores = log_joint(x, weights, means, covariances)
    return np.exp(scores - np.logaddexp.reduce(scores, axis=1, keepdims=True))


def log_likelihood(x, weights, means, covariances):
    return float(np.logaddexp.reduce(log_joint(x, weights, means, covariances), axis=1).sum())


def maximise(x, r):
    count = r.sum(axis=0)
    means = r.T @ x / count[:, None]
    gaps = x[:, None, :] - means
    covariances = np.einsum("nk,nki,nkj->kij", r, gaps, gaps) / count[:, None, None]
    return count / len(x), means, covariances
