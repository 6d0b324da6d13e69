"""What is checked of an answer to online debiasing."""

import numpy as np

from inroad.practice.kit import array, choice, grows, inputs, prop, same, size


def design(draw):
    p = size(draw, 1, 3)
    n = p + size(draw, 2, 8)
    x = array(draw, n, p)
    x[:p] += 3 * np.eye(p)
    x[p : 2 * p] -= 3 * np.eye(p)[: max(n - p, 0)][: len(x[p : 2 * p])]
    return x


@inputs
def rows(draw):
    return design(draw), choice(draw, (1.0, 5.0, 0.3))


@inputs
def data(draw):
    x = design(draw)
    return x, x @ array(draw, x.shape[1]) + array(draw, len(x)), choice(draw, (1.0, 5.0, 0.3))


@inputs
def asked(draw):
    x = design(draw)
    return (
        x,
        x @ array(draw, x.shape[1]) + array(draw, len(x)),
        choice(draw, (1.0, 5.0)),
        choice(draw, (1.96, 1.0)),
    )


def no_future(answer, reference, x, penalty):
    assert np.allclose(answer.weights(x[:-1], penalty), answer.weights(x, penalty)[:-1]), (
        "weights must not depend on later rows"
    )


def exact(answer, reference, x, penalty):
    b = np.arange(1.0, x.shape[1] + 1)
    assert np.allclose(answer.debiased(x, x @ b, penalty), b, atol=1e-7), (
        "data without noise must give the coefficients themselves"
    )


def greedy_arms(rng, n=120):
    """Two arms with the mean 0.3 each; mostly the one is drawn that has looked better so far."""
    x, y = np.zeros((n, 2)), np.zeros(n)
    for i in range(n):
        pulls = x[:i].sum(axis=0)
        means = (x[:i].T @ y[:i]) / np.maximum(pulls, 1)
        arm = i % 2 if i < 6 or rng.random() < 0.1 else int(means.argmax())
        x[i, arm], y[i] = 1.0, 0.3 + rng.normal()
    return x, y


def cover(answer, reference):
    rng = np.random.default_rng(11)
    held = []
    for _ in range(60):
        ends = answer.intervals(*greedy_arms(rng), 2.0, 1.96)
        held.append((ends[:, 0] <= 0.3) & (ends[:, 1] >= 0.3))
    # Of 1200 such intervals 0.95 cover; the share of 120 has a deviation of 0.02.
    assert np.mean(held) >= 0.9, (
        "on data of a greedy bandit, intervals at 95 percent must cover at least 90 percent"
    )


SLOW = "each row sums over all rows before it: carry the matrix that they leave along"
CHECKS = [
    # Products of matrices that shrink from row to row: no digits are lost.
    *same("weights", rows, examples=25),
    # The normal equations have a condition number below a hundred.
    *same("debiased", data, rtol=1e-7, atol=1e-8, examples=20),
    *same("intervals", asked, rtol=1e-7, atol=1e-8, examples=20),
    prop("invariance", "weights look only back", no_future, rows, calls="weights", examples=8),
    prop("invariance", "without noise nothing is to be corrected", exact, rows, calls="debiased", examples=8),
    prop("invariance", "intervals cover what a greedy bandit was drawn with", cover, calls="intervals"),
    grows("weights", lambda n: (np.cos(np.outer(np.arange(n), [1.0, 2.0])), 2.0), power=1, mistake=SLOW),
]
