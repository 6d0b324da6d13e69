import numpy as np


def _log_density(x, mean, covariance):
    factor = np.linalg.cholesky(covariance)
    white = np.linalg.solve(factor, (x - mean).T)
    return -0.5 * (white**2).sum(0) - np.log(factor.diagonal()).sum() - 0.5 * len(mean) * np.log(2 * np.pi)


def _all(x, weights, means, covariances):
    return np.stack(
        [np.log(w) + _log_density(x, m, c) for w, m, c in zip(weights, means, covariances)], axis=1
    )


def responsibilities(x, weights, means, covariances):
    s = _all(x, weights, means, covariances)
    return 1 / np.exp(np.minimum(s[:, None, :] - s[:, :, None], 700)).sum(axis=2)


def log_likelihood(x, weights, means, covariances):
    s = _all(x, weights, means, covariances)
    total = 0.0
    for row in s:
        total += row.max() + np.log(np.sum(np.exp(row - row.max())))
    return float(total)


def maximise(x, r):
    n, k = r.shape
    means, covariances = [], []
    for share in (r / r.sum(0)).T:
        mean = share @ x
        means.append(mean)
        root = np.sqrt(share)[:, None] * (x - mean)
        covariances.append(root.T @ root)
    return r.mean(0), np.array(means), np.array(covariances)
