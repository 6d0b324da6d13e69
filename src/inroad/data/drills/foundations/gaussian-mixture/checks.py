"""What is checked of an answer to the Gaussian mixture."""

import numpy as np

from inroad.practice.kit import array, inputs, positive, prop, same, size, stable


@inputs
def mixture(draw):
    n, k, d = size(draw, 2, 5), size(draw, 2, 3), size(draw, 1, 3)
    weights = positive(draw, k, least=0.2, most=1)
    root = array(draw, k, d, d) / 2
    covariances = root @ np.swapaxes(root, 1, 2) + 0.5 * np.eye(d)
    return array(draw, n, d), weights / weights.sum(), array(draw, k, d), covariances


@inputs
def shared(draw):
    n, k, d = size(draw, 3, 6), size(draw, 2, 3), size(draw, 1, 3)
    r = positive(draw, n, k, least=0.05, most=1)
    return array(draw, n, d) + 1, r / r.sum(axis=1, keepdims=True)


def sums_to_one(answer, reference, x, weights, means, covariances):
    got = answer.responsibilities(x, weights, means, covariances)
    assert np.allclose(got.sum(axis=1), 1), "the responsibilities for a point must sum to one"


def climbs(answer, reference, x, r):
    before = answer.maximise(x, r)
    before = before[0], before[1], before[2] + 0.1 * np.eye(x.shape[1])
    weights, means, covariances = answer.maximise(x, reference.responsibilities(x, *before))
    if np.linalg.det(covariances).min() > 1e-9:
        assert reference.log_likelihood(x, weights, means, covariances) >= (
            reference.log_likelihood(x, *before) - 1e-7
        ), "a step must not make the data less likely"


narrow = np.array([[[1.0, 0.3], [0.3, 0.5]], [[0.8, 0.0], [0.0, 2.0]]])
far = (
    np.array([[90.0, -120.0], [0.1, 150.0]]),
    np.array([0.3, 0.7]),
    np.array([[0.0, 1.0], [2.0, 0.0]]),
    narrow,
)

CHECKS = [
    # Covariances have eigenvalues of 0.5 and more; few products of numbers near one.
    *same("responsibilities", mixture, rtol=1e-8, atol=1e-9, examples=25),
    *same("log_likelihood", mixture, rtol=1e-8, atol=1e-8, examples=25),
    *same("maximise", shared, rtol=1e-8, atol=1e-9, examples=25),
    prop("invariance", "shares sum to one", sums_to_one, mixture, calls="responsibilities", examples=10),
    prop("invariance", "a step does not lower the likelihood", climbs, shared, calls="maximise", examples=10),
    stable("responsibilities", far),
    stable("log_likelihood", far),
]
