"""Nearest neighbours, written plainly."""

import numpy as np


def distances(x, queries):
    # Differences first: |q|^2 - 2 q x + |x|^2 would cancel far from the origin.
    return np.sqrt(((queries[:, None, :] - x[None, :, :]) ** 2).sum(axis=-1))


def nearest(x, queries, k):
    gaps = distances(x, queries)
    order = np.argsort(gaps, axis=1, kind="stable")[:, :k]
    return order, np.take_along_axis(gaps, order, axis=1)


def classify(x, labels, queries, k):
    order, _ = nearest(x, queries, k)
    votes = (labels[order][:, :, None] == np.arange(labels.max() + 1)).sum(axis=1)
    return votes.argmax(axis=1)


def regress(x, y, queries, k):
    order, gaps = nearest(x, queries, k)
    hit = gaps == 0
    weights = np.where(hit.any(axis=1, keepdims=True), hit, 1 / np.where(hit, 1, gaps))
    return (weights * y[order]).sum(axis=1) / weights.sum(axis=1)
