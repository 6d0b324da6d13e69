"""What is checked of an answer to bandits."""

import numpy as np

from inroad.practice.kit import (
    array,
    choice,
    grows,
    inputs,
    integers,
    number,
    positive,
    prop,
    same,
    size,
    stable,
)


def tried(draw, least):
    k = size(draw, 2, 6)
    counts = integers(draw, least, 8, k)
    return counts, positive(draw, k, most=2.0) * counts


@inputs
def confident(draw):
    counts, sums = tried(draw, choice(draw, (1, 1, 0)))
    return counts, sums, int(counts.sum()) + 1, choice(draw, (1.0, 2.0, 0.5))


@inputs
def greedy(draw):
    counts, sums = tried(draw, 0)
    return counts, sums, number(draw, 0.2, 0.8), number(draw, 0.0, 0.999), number(draw, 0.0, 0.999)


@inputs
def weighted(draw):
    return array(draw, size(draw, 2, 6)), number(draw, 0.05, 0.9)


@inputs
def rewarded(draw):
    k = size(draw, 2, 6)
    return array(draw, k), number(draw, 0.05, 0.9), size(draw, 0, k - 1), number(draw, 0.1, 1.0)


@inputs
def played(draw):
    k = size(draw, 2, 5)
    return array(draw, k), integers(draw, 0, k - 1, size(draw, 2, 8))


def unbiased(answer, reference, log_weights, gamma):
    p = reference.exp3_probabilities(log_weights, gamma)
    rewards = 1.0 + np.arange(len(p))
    steps = [answer.exp3_update(log_weights, gamma, k, rewards[k]) - log_weights for k in range(len(p))]
    mean = sum(chance * step for chance, step in zip(p, steps, strict=True))
    assert np.allclose(mean, gamma / len(p) * rewards), "on average each arm must be credited with its reward"


SLOW = "each sum begins anew: add the loss of the last step to the sum before it"
CHECKS = [
    # Arms are exact: no ties between means, which are not whole numbers.
    *same("ucb", confident, examples=25),
    *same("epsilon_greedy", greedy, examples=25),
    # A softmax of six numbers, one division, a sum of eight.
    *same("exp3_probabilities", weighted, rtol=1e-9, atol=1e-12, examples=12),
    *same("exp3_update", rewarded, rtol=1e-9, atol=1e-9, examples=12),
    *same("regret", played, rtol=1e-9, atol=1e-9, examples=12),
    prop(
        "invariance", "rewards are credited without bias", unbiased, weighted, calls="exp3_update", examples=8
    ),
    stable("exp3_probabilities", (np.array([5000.0, 4999.0, 0.0]), 0.1), (np.array([-5000.0, -5001.0]), 0.2)),
    grows("regret", lambda n: (np.array([0.1, 0.7]), np.arange(n) % 2), power=1, mistake=SLOW),
]
