import numpy as np


def _scores(x, weights, means, covariances):
    s = np.empty((len(x), len(weights)))
    for j, (w, m, c) in enumerate(zip(weights, means, covariances)):
        gap = x - m
        distance = np.einsum("ni,ij,nj->n", gap, np.linalg.inv(c), gap)
        s[:, j] = np.log(w) - 0.5 * (distance + np.linalg.slogdet(c)[1] + len(m) * np.log(2 * np.pi))
    return s


def _normalised(s):
    s = np.exp(s - s.max(1)[:, None])
    return s / s.sum(1)[:, None]


def responsibilities(x, weights, means, covariances):
    return _normalised(_scores(x, weights, means, covariances))


def log_likelihood(x, weights, means, covariances):
    s = _scores(x, weights, means, covariances)
    return float(np.sum(s.max(1) + np.log(np.exp(s - s.max(1)[:, None]).sum(1))))


def maximise(x, r):
    share = r / r.sum(axis=0)
    means = np.einsum("nk,nd->kd", share, x)
    second = np.einsum("nk,ni,nj->kij", share, x, x)
    return r.mean(axis=0), means, second - means[:, :, None] * means[:, None, :]
