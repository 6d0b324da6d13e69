"""Known mistakes in the Gaussian mixture."""

import numpy as np
from inroad.practice.kit import mistake
from solution import log_joint
from solution import maximise as right


def shares(s, axis=1):
    return np.exp(s - np.logaddexp.reduce(s, axis=axis, keepdims=True))


@mistake("densities are computed before their logarithm: far from all components they underflow")
def responsibilities(x, weights, means, covariances):
    density = np.exp(log_joint(x, weights, means, covariances))
    return density / density.sum(axis=1, keepdims=True)


@mistake("the weights of the components are missing")
def responsibilities(x, weights, means, covariances):
    return shares(log_joint(x, np.ones_like(weights), means, covariances))


@mistake("the determinant is missing: wide components get too much")
def responsibilities(x, weights, means, covariances):
    return shares(log_joint(x, weights, means, covariances) + np.linalg.slogdet(covariances)[1] / 2)


@mistake("the determinant is not under a root")
def responsibilities(x, weights, means, covariances):
    return shares(log_joint(x, weights, means, covariances) - np.linalg.slogdet(covariances)[1] / 2)


@mistake("it is multiplied by the covariance instead of its inverse")
def responsibilities(x, weights, means, covariances):
    gaps = x[:, None] - means
    s = np.log(weights) - np.linalg.slogdet(covariances)[1] / 2
    return shares(s - np.einsum("nki,kij,nkj->nk", gaps, covariances, gaps) / 2)


@mistake("only the variances are used: the covariances between columns are forgotten")
def responsibilities(x, weights, means, covariances):
    return shares(log_joint(x, weights, means, covariances * np.eye(x.shape[1])))


@mistake("the shares of a component sum to one over the points, not those of a point over the components")
def responsibilities(x, weights, means, covariances):
    return shares(log_joint(x, weights, means, covariances), axis=0)


@mistake("every point is given wholly to one component: this is k-means")
def responsibilities(x, weights, means, covariances):
    s = log_joint(x, weights, means, covariances)
    return (s == s.max(axis=1, keepdims=True)).astype(float)


@mistake("densities are computed before their logarithm: far from all components they underflow")
def log_likelihood(x, weights, means, covariances):
    return float(np.log(np.exp(log_joint(x, weights, means, covariances)).sum(axis=1)).sum())


@mistake("the mean over the points is taken, not the sum")
def log_likelihood(x, weights, means, covariances):
    return float(np.logaddexp.reduce(log_joint(x, weights, means, covariances), axis=1).mean())


@mistake("only the best component of each point counts, not their sum")
def log_likelihood(x, weights, means, covariances):
    return float(log_joint(x, weights, means, covariances).max(axis=1).sum())


@mistake("the logarithms of all components are added: the logarithm belongs outside their sum")
def log_likelihood(x, weights, means, covariances):
    return float(log_joint(x, weights, means, covariances).sum())


@mistake("the constant d/2 log(2 pi) is missing")
def log_likelihood(x, weights, means, covariances):
    s = log_joint(x, weights, means, covariances)
    return float(np.logaddexp.reduce(s, axis=1).sum() + s.shape[0] * x.shape[1] * np.log(2 * np.pi) / 2)


@mistake("the sign is turned: this is a loss")
def log_likelihood(x, weights, means, covariances):
    return -float(np.logaddexp.reduce(log_joint(x, weights, means, covariances), axis=1).sum())


def spread(x, r, means, power=1):
    gaps = x[:, None] - means
    return np.einsum("nk,nki,nkj->kij", r**power, gaps, gaps) / r.sum(axis=0)[:, None, None]


@mistake("the weights are sums of shares, not divided by the number of points")
def maximise(x, r):
    w, m, c = right(x, r)
    return w * len(x), m, c


@mistake("the means are divided by the number of points, not by the component's sum of shares")
def maximise(x, r):
    w, _, _ = right(x, r)
    m = r.T @ x / len(x)
    return w, m, spread(x, r, m)


@mistake("the covariances are diagonal: what columns have in common is lost")
def maximise(x, r):
    w, m, c = right(x, r)
    return w, m, c * np.eye(x.shape[1])


@mistake("the mean is not taken off before the squares")
def maximise(x, r):
    w, m, _ = right(x, r)
    return w, m, spread(x, r, 0 * m)


@mistake("deviations are taken from the mean of all points, not from that of the component")
def maximise(x, r):
    w, m, _ = right(x, r)
    return w, m, spread(x, r, np.tile(x.mean(axis=0), (len(m), 1)))


@mistake("the shares enter the covariance squared")
def maximise(x, r):
    w, m, _ = right(x, r)
    return w, m, spread(x, r, m, power=2)


@mistake("the covariances are divided by the number of points, not by the component's sum of shares")
def maximise(x, r):
    w, m, c = right(x, r)
    return w, m, c * w[:, None, None]
