"""k-means, written plainly."""

import numpy as np


def squared(x, centres):
    # Differences first: |x|^2 - 2 x c + |c|^2 would cancel far from the origin.
    return ((x[:, None, :] - centres[None, :, :]) ** 2).sum(axis=-1)


def assign(x, centres):
    return squared(x, centres).argmin(axis=1)


def update(x, labels, centres):
    new = centres.astype(float)
    for j in range(len(centres)):
        if np.any(labels == j):
            new[j] = x[labels == j].mean(axis=0)
    return new


def seed(x, k, u):
    chosen = [int(u[0] * len(x))]
    while len(chosen) < k:
        weights = squared(x, x[chosen]).min(axis=1)
        sums = np.cumsum(weights)
        chosen.append(int(np.searchsorted(sums, u[len(chosen)] * sums[-1], side="right")))
    return x[chosen]
