"""Known mistakes in Gaussian naive Bayes."""

import numpy as np
from inroad.practice.kit import mistake
from solution import fit as right
from solution import spread


def groups(x, labels, classes):
    return [x[labels == c] for c in range(classes)]


@mistake("the priors are not logarithms")
def fit(x, labels, classes, smoothing):
    p, m, v = right(x, labels, classes, smoothing)
    return np.exp(p), m, v


@mistake("all classes get the same prior")
def fit(x, labels, classes, smoothing):
    _, m, v = right(x, labels, classes, smoothing)
    return np.full(classes, -np.log(classes)), m, v


@mistake("the variances are divided by n - 1, not by n")
def fit(x, labels, classes, smoothing):
    p, m, _ = right(x, labels, classes, smoothing)
    v = np.array([group.var(axis=0, ddof=1) for group in groups(x, labels, classes)])
    return p, m, v + smoothing * spread(x).max()


@mistake("these are standard deviations, not variances")
def fit(x, labels, classes, smoothing):
    p, m, v = right(x, labels, classes, smoothing)
    return p, m, np.sqrt(v)


@mistake("the smoothing is missing")
def fit(x, labels, classes, smoothing):
    return right(x, labels, classes, 0)


@mistake("the smoothing is added as it is, not in units of the largest variance")
def fit(x, labels, classes, smoothing):
    p, m, v = right(x, labels, classes, 0)
    return p, m, v + smoothing


@mistake("the smoothing is relative to the largest variance within a class, not of all rows")
def fit(x, labels, classes, smoothing):
    p, m, v = right(x, labels, classes, 0)
    return p, m, v + smoothing * v.max()


@mistake("each column is smoothed by its own variance, not by the largest")
def fit(x, labels, classes, smoothing):
    p, m, v = right(x, labels, classes, 0)
    return p, m, v + smoothing * spread(x)


@mistake("deviations are taken from the mean of all rows, not from that of the class")
def fit(x, labels, classes, smoothing):
    p, m, _ = right(x, labels, classes, 0)
    v = np.array([((group - x.mean(axis=0)) ** 2).mean(axis=0) for group in groups(x, labels, classes)])
    return p, m, v + smoothing * spread(x).max()


@mistake("all classes share one variance: this is linear, not naive Bayes")
def fit(x, labels, classes, smoothing):
    p, m, _ = right(x, labels, classes, 0)
    v = ((x - m[labels]) ** 2).mean(axis=0)
    return p, m, np.tile(v, (classes, 1)) + smoothing * spread(x).max()


def scores(queries, log_priors, means, variances, width=1.0, prior=1.0, half=0.5):
    gaps = (queries[:, None] - means) ** 2 / variances
    return prior * log_priors - (width * np.log(2 * np.pi * variances) / 2 + half * gaps).sum(axis=-1)


def normal(s):
    return s - np.logaddexp.reduce(s, axis=1, keepdims=True)


@mistake("densities are multiplied before the logarithm is taken: they underflow")
def log_posterior(queries, log_priors, means, variances):
    p = np.exp(scores(queries, log_priors, means, variances))
    return np.log(p / p.sum(axis=1, keepdims=True))


@mistake("the scores are not normalised: they do not sum to one")
def log_posterior(queries, log_priors, means, variances):
    return scores(queries, log_priors, means, variances)


@mistake("the priors are missing")
def log_posterior(queries, log_priors, means, variances):
    return normal(scores(queries, log_priors, means, variances, prior=0))


@mistake("the term log(2 pi v) is missing: it does not cancel, since classes differ in v")
def log_posterior(queries, log_priors, means, variances):
    return normal(scores(queries, log_priors, means, variances, width=0))


@mistake("the factor 1/2 of the exponent is missing")
def log_posterior(queries, log_priors, means, variances):
    return normal(scores(queries, log_priors, means, variances, half=1))


@mistake("the logarithm of the variance is not halved")
def log_posterior(queries, log_priors, means, variances):
    return normal(scores(queries, log_priors, means, variances, width=2))


@mistake("it is divided by the variance's square, as if it were a standard deviation")
def log_posterior(queries, log_priors, means, variances):
    return normal(scores(queries, log_priors, means, variances**2))


@mistake("it is normalised over the queries, not over the classes")
def log_posterior(queries, log_priors, means, variances):
    s = scores(queries, log_priors, means, variances)
    return s - np.logaddexp.reduce(s, axis=0, keepdims=True)


@mistake("these are probabilities, not their logarithms")
def log_posterior(queries, log_priors, means, variances):
    return np.exp(normal(scores(queries, log_priors, means, variances)))
