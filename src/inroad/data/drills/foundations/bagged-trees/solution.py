"""Bagging, written plainly."""

import numpy as np


def bagged(learn, x, y, picks, queries):
    return np.mean([learn(x[rows], y[rows])(queries) for rows in picks], axis=0)


def drawn(n, picks):
    """How often each model has drawn each row, (b, n)."""
    return (picks[:, :, None] == np.arange(n)).sum(axis=1)


def out_of_bag(learn, x, y, picks):
    asked = drawn(len(x), picks) == 0
    predictions = np.array([learn(x[rows], y[rows])(x) for rows in picks])
    votes = asked.sum(axis=0)
    mean = (predictions * asked).sum(axis=0) / np.maximum(votes, 1)
    return np.where(votes > 0, mean, np.nan)


def out_of_bag_error(learn, x, y, picks):
    return float(np.nanmean((out_of_bag(learn, x, y, picks) - y) ** 2))


def jackknife_variance(n, picks, predictions):
    often = drawn(n, picks)
    covariances = (often - often.mean(axis=0)).T @ (predictions - predictions.mean(axis=0)) / len(picks)
    return (covariances**2).sum(axis=0)
