"""What is checked of an answer to policy gradients."""

import numpy as np

from inroad.practice.kit import array, gradient, grows, inputs, integers, number, prop, same, size, stable


@inputs
def episode(draw):
    return array(draw, size(draw, 2, 7)), number(draw, 0.3, 0.95)


@inputs
def valued(draw):
    t = size(draw, 2, 7)
    return array(draw, t), array(draw, t + 1), number(draw, 0.3, 0.95), number(draw, 0.2, 0.95)


@inputs
def chosen(draw):
    t, d, a = size(draw, 2, 5), size(draw, 1, 3), size(draw, 2, 4)
    return array(draw, d, a) / 2, array(draw, t, d) / 2, integers(draw, 0, a - 1, t), array(draw, t)


def lambda_one(answer, reference, rewards, values, gamma, lam):
    ends = values.copy()
    ends[-1] = 0.0
    got = answer.advantages(rewards, ends, gamma, 1.0)
    assert np.allclose(got, reference.returns(rewards, gamma) - ends[:-1]), (
        "with lam = 1 advantages must be the returns minus the values"
    )


large = np.array([[3e3, -2e3]]), np.ones((2, 1)), np.array([1, 0]), np.array([1.0, -2.0])

SLOW = "each sum begins anew: the one of the next step, discounted, is a part of it"
CHECKS = [
    # Sums of at most seven numbers near one.
    *same("returns", episode, rtol=1e-9, atol=1e-9, examples=15),
    *same("advantages", valued, rtol=1e-9, atol=1e-9, examples=15),
    *same("surrogate", chosen, rtol=1e-9, atol=1e-9, examples=15),
    prop("invariance", "lam = 1 gives the returns", lambda_one, valued, calls="advantages", examples=8),
    stable("surrogate", large),
    gradient("surrogate_backward", "surrogate", chosen, of=(0,), examples=10),
    grows("returns", lambda n: (np.cos(np.arange(n)), 0.9), power=1, mistake=SLOW),
]
