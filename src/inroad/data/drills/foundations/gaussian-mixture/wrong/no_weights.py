# diagnosis: the weights of the components are missing
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
    return _normalised(_scores(x, np.ones(len(means)), means, covariances))


def log_likelihood(x, weights, means, covariances):
    s = _scores(x, weights, means, covariances)
    return float(np.sum(s.max(1) + np.log(np.exp(s - s.max(1)[:, None]).sum(1))))


def maximise(x, r):
    n, k = r.shape
    weights, means, covariances = [], [], []
    for j in range(k):
        total = np.sum(r[:, j])
        centre = r[:, j] @ x / total
        gap = x - centre
        weights.append(total / n)
        means.append(centre)
        covariances.append(np.einsum("n,ni,nj->ij", r[:, j], gap, gap) / total)
    return np.array(weights), np.array(means), np.array(covariances)
