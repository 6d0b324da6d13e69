"""Known mistakes in principal components."""

import numpy as np
from inroad.practice.kit import mistake


def signed(components):
    rows = np.arange(len(components))
    return components * np.sign(components[rows, np.abs(components).argmax(axis=1)])[:, None]


def by_svd(x, mean, k):
    _, s, vt = np.linalg.svd(x - mean, full_matrices=False)
    return s[:k], signed(vt[:k])


@mistake("the covariance is formed, which squares the condition number: take the SVD of the centred data")
def fit(x, k):
    c = x - x.mean(axis=0)
    w, v = np.linalg.eigh(c.T @ c / (len(x) - 1))
    return x.mean(axis=0), signed(v[:, ::-1].T[:k]), w[::-1][:k]


@mistake("the data are not centred")
def fit(x, k):
    s, c = by_svd(x, 0.0, k)
    return x.mean(axis=0), c, s**2 / (len(x) - 1)


@mistake("the variances are divided by n, not by n - 1")
def fit(x, k):
    s, c = by_svd(x, x.mean(axis=0), k)
    return x.mean(axis=0), c, s**2 / len(x)


@mistake("these are standard deviations, not variances")
def fit(x, k):
    s, c = by_svd(x, x.mean(axis=0), k)
    return x.mean(axis=0), c, s / np.sqrt(len(x) - 1)


@mistake("these are singular values, not variances")
def fit(x, k):
    s, c = by_svd(x, x.mean(axis=0), k)
    return x.mean(axis=0), c, s


@mistake("the variances are not divided by n - 1")
def fit(x, k):
    s, c = by_svd(x, x.mean(axis=0), k)
    return x.mean(axis=0), c, s**2


@mistake("eigenvalues come in growing order: the components with the smallest variance are taken")
def fit(x, k):
    w, v = np.linalg.eigh(np.cov(x.T))
    return x.mean(axis=0), signed(v.T[:k]), w[:k]


@mistake("the eigenvectors are the columns, not the rows")
def fit(x, k):
    w, v = np.linalg.eigh(np.cov(x.T))
    return x.mean(axis=0), signed(v[::-1][:k]), w[::-1][:k]


@mistake("the columns are scaled to unit variance, which was not asked for")
def fit(x, k):
    z = (x - x.mean(axis=0)) / x.std(axis=0, ddof=1)
    s, c = by_svd(z, 0.0, k)
    return x.mean(axis=0), c, s**2 / (len(x) - 1)


@mistake("the rows are centred instead of the columns")
def fit(x, k):
    s, c = by_svd(x, x.mean(axis=1, keepdims=True), k)
    return x.mean(axis=0), c, s**2 / (len(x) - 1)


@mistake("the variances are shares of the total")
def fit(x, k):
    mean = x.mean(axis=0)
    s, c = by_svd(x, mean, x.shape[1])
    return mean, c[:k], (s**2 / (s**2).sum())[:k]


@mistake("the mean is not subtracted before projecting")
def project(x, mean, components):
    return x @ components.T


@mistake("the scores are the other way round: (k, n) instead of (n, k)")
def project(x, mean, components):
    return components @ (x - mean).T


@mistake("the mean is added instead of subtracted")
def project(x, mean, components):
    return (x + mean) @ components.T


@mistake("the mean is not added back")
def reconstruct(scores, mean, components):
    return scores @ components


@mistake("the mean is subtracted instead of added back")
def reconstruct(scores, mean, components):
    return scores @ components - mean
