import numpy as np


def fans(shape):
    weights = np.empty(shape)
    if weights.ndim == 2:
        return len(weights), len(weights.T)
    return weights[0].size, weights[:, 0].size


def glorot_uniform(u):
    std = np.sqrt(2.0 / np.sum(fans(u.shape)))
    return std * (u - 0.5) / np.sqrt(1 / 12)


def he_normal(z):
    n, _ = fans(z.shape)
    return np.sqrt(2.0) * z / np.sqrt(n)


def orthogonal(z):
    """Householder's reflections."""
    if z.shape[1] > z.shape[0]:
        return orthogonal(z.T).T
    n, m = z.shape
    r, q = z.copy(), np.eye(n)
    for j in range(min(m, n - 1)):
        v = r[j:, j].copy()
        v[0] += np.copysign(np.sqrt(v @ v), v[0])
        v /= np.sqrt(v @ v)
        r[j:] -= 2 * np.outer(v, v @ r[j:])
        q[:, j:] -= 2 * np.outer(q[:, j:] @ v, v)
    return q[:, :m] * np.copysign(1.0, np.diagonal(r))
