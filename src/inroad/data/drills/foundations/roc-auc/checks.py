"""What is checked of an answer to the ROC curve."""

import numpy as np

from inroad.practice.kit import array, grows, inputs, integers, prop, same, size, stable


@inputs
def scored(draw):
    n = size(draw, 4, 10)
    y = integers(draw, 0, 1, n)
    y[:4] = [0, 1, 1, 0]
    ties = size(draw, 0, 3) > 0
    return y, integers(draw, -2, 2, n) / 2 if ties else array(draw, n) + 0.01 * np.arange(n)


def in_order(answer, reference, y, scores):
    got = answer.auc(y, np.exp(scores / 2))
    assert np.isclose(got, answer.auc(y, scores)), "only the order of the scores may matter"


def turned(answer, reference, y, scores):
    assert np.isclose(answer.auc(y, scores) + answer.auc(y, -scores), 1), (
        "turning the scores over must turn the area into 1 - area"
    )


rng = np.random.default_rng(3)
many = np.arange(3000) % 2, rng.integers(0, 50, 3000) + 0.0
same_score = np.array([1, 0, 0, 1, 0]), np.full(5, 0.3)

SLOW = "every positive is compared with every negative: sort once, and sums do the rest"
CHECKS = [
    # Ratios of whole numbers.
    *same("roc", scored, rtol=1e-9, atol=1e-12, examples=30),
    *same("auc", scored, rtol=1e-9, atol=1e-12, examples=30),
    *same("auc_variance", scored, rtol=1e-9, atol=1e-12, examples=25),
    prop("invariance", "only the order of the scores matters", in_order, scored, calls="auc", examples=10),
    prop("invariance", "scores turned over give 1 - area", turned, scored, calls="auc", examples=10),
    stable("roc", same_score),
    stable("auc", same_score, many),
    grows("auc", lambda n: (np.arange(n) * 7 % 2, np.arange(n) * 31 % 97 + 0.0), power=1, mistake=SLOW),
]
