"""What is checked of an answer to value iteration."""

from dataclasses import replace

import numpy as np

from inroad.practice.kit import array, inputs, integers, number, positive, prop, same, size, stable


def world(draw, states=4):
    s, a = size(draw, 2, states), size(draw, 2, 3)
    p = positive(draw, a, s, s)
    return p / p.sum(axis=2, keepdims=True), positive(draw, s, a, least=-1.0, most=2.0)


@inputs
def valued(draw):
    p, r = world(draw)
    return array(draw, len(r)), p, r, number(draw, 0.3, 0.95)


@inputs
def governed(draw):
    p, r = world(draw)
    return integers(draw, 0, len(p) - 1, len(r)), p, r, number(draw, 0.3, 0.95)


@inputs
def worlds(draw):
    return *world(draw), number(draw, 0.3, 0.8), 1e-9


def best_of_all(answer, reference, p, r, gamma, tol):
    _, policy = answer.value_iteration(p, r, gamma, tol)
    values = reference.policy_values(np.asarray(policy), p, r, gamma)
    improved = reference.action_values(values, p, r, gamma).max(axis=1)
    assert np.all(improved <= values + 1e-6), "no other action may improve on the policy"


def later(checks):
    """After the values of the parts: with wrong ones, for example without a discount, it may never end."""
    return [replace(each, stage="invariance") for each in checks]


CHECKS = [
    # Sums of a few products of numbers near one.
    *same("action_values", valued, rtol=1e-9, atol=1e-12, examples=15),
    # Condition numbers up to 2 / (1 - 0.95) = 40.
    *same("policy_values", governed, rtol=1e-8, atol=1e-9, examples=20),
    # The last change is below 1e-9, so what is left is below 1e-9 * gamma / (1 - gamma) = 4e-9.
    *later(same("value_iteration", worlds, rtol=1e-6, atol=2e-8, examples=15)),
    prop(
        "invariance",
        "no action improves on the policy",
        best_of_all,
        worlds,
        calls="value_iteration",
        examples=8,
    ),
    stable(
        "policy_values",
        (np.array([0, 0]), np.array([[[0.5, 0.5], [0.25, 0.75]]]), np.array([[1.0], [2.0]]), 0.9999999),
    ),
]
