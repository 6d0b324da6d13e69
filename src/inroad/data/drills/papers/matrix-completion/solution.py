"""Matrix completion by soft thresholding, written plainly."""

import numpy as np


def shrink(z, tau):
    left, values, right = np.linalg.svd(z, full_matrices=False)
    return left @ (np.maximum(values - tau, 0)[:, None] * right)


def objective(x, seen, z, tau):
    misfit = (x[seen] - z[seen]) @ (x[seen] - z[seen]) / 2
    return float(misfit + tau * np.linalg.svd(z, compute_uv=False).sum())


def complete(x, seen, tau, steps):
    z = np.zeros(x.shape)
    for _ in range(steps):
        z = shrink(np.where(seen, x, z), tau)  # not seen * x: NaN times zero is NaN
    return z


def error(x, seen, z):
    return float(np.sqrt(np.mean((x - z)[~seen] ** 2)))
