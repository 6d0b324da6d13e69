"""What is checked of an answer to Gaussian naive Bayes."""

import numpy as np

from inroad.practice.kit import array, inputs, integers, number, positive, prop, same, size, stable


@inputs
def labelled(draw):
    classes, d = size(draw, 2, 3), size(draw, 1, 3)
    n = 2 * classes + size(draw, 0, 4)
    labels = integers(draw, 0, classes - 1, n)
    labels[: 2 * classes] = np.repeat(np.arange(classes), 2)
    return array(draw, n, d) + np.arange(n)[:, None] / 7, labels, classes, number(draw, 0.01, 0.2)


@inputs
def fitted(draw):
    m, c, d = size(draw, 1, 4), size(draw, 2, 4), size(draw, 1, 3)
    priors = positive(draw, c, least=0.2, most=1)
    return array(draw, m, d), np.log(priors / priors.sum()), array(draw, c, d), positive(draw, c, d)


def sums_to_one(answer, reference, queries, log_priors, means, variances):
    total = np.exp(answer.log_posterior(queries, log_priors, means, variances)).sum(axis=1)
    assert np.allclose(total, 1), "the probabilities of the classes must sum to one"


def moved(answer, reference, queries, log_priors, means, variances):
    here = answer.log_posterior(queries, log_priors, means, variances)
    there = answer.log_posterior(queries + 2.5, log_priors, means + 2.5, variances)
    assert np.allclose(here, there, atol=1e-8), "moving queries and means alike must change nothing"


means = np.array([[0.0, 1.0], [2.0, -1.0], [0.5, 0.5]])
variances = np.array([[1.0, 2.0], [0.5, 1.0], [3.0, 0.1]])
far = np.array([[1e3, -1e3], [2e3, 5e2]]), np.log([0.2, 0.5, 0.3]), means, variances

CHECKS = [
    # Means and squares of at most ten numbers near one.
    *same("fit", labelled, rtol=1e-9, atol=1e-9, examples=30),
    # Three logarithms and three quotients; variances are 0.1 or more.
    *same("log_posterior", fitted, rtol=1e-9, atol=1e-9, examples=30),
    prop("invariance", "probabilities sum to one", sums_to_one, fitted, calls="log_posterior", examples=10),
    prop("invariance", "only differences count", moved, fitted, calls="log_posterior", examples=10),
    stable("log_posterior", far),
]
