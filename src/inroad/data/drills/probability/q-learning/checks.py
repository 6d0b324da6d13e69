"""What is checked of an answer to Q-learning."""

import numpy as np

from inroad.practice.kit import array, choice, inputs, integers, number, prop, same, size


def table(draw):
    return array(draw, size(draw, 2, 4), size(draw, 2, 4)) + 0.37


def step(draw, q):
    states, actions = q.shape
    s, a, s2 = size(draw, 0, states - 1), size(draw, 0, actions - 1), size(draw, 0, states - 1)
    return s, a, number(draw, -2, 2), s2


def rates(draw):
    return choice(draw, (False, False, True)), number(draw, 0.1, 0.9), number(draw, 0.2, 0.95)


@inputs
def one_step(draw):
    q = table(draw)
    return q, *step(draw, q), *rates(draw)


@inputs
def next_action(draw):
    q = table(draw)
    return q, *step(draw, q), size(draw, 0, q.shape[1] - 1), *rates(draw)


@inputs
def two_tables(draw):
    q = table(draw)
    return q, array(draw, *q.shape) - 0.21, *step(draw, q), *rates(draw)


@inputs
def steps(draw):
    q, t = table(draw), size(draw, 3, 12)
    states, actions = q.shape
    s, a, s2 = (integers(draw, 0, most - 1, t) for most in (states, actions, states))
    _, alpha, gamma = rates(draw)
    return q, s, a, array(draw, t), s2, integers(draw, 0, 3, t) == 0, alpha, gamma


def at_rest(answer, reference, q, s, a, r, s2, done, alpha, gamma):
    target = r + (0.0 if done else gamma * q[s2].max())
    if s2 != s:
        q[s, a] = target
        kept = answer.q_update(q, s, a, r, s2, done, alpha, gamma)
        assert np.allclose(kept, q), "a value that is as it should be must not move"


CHECKS = [
    # One product and one sum for each step.
    *same("q_update", one_step, rtol=1e-9, atol=1e-12, examples=12),
    *same("sarsa_update", next_action, rtol=1e-9, atol=1e-12, examples=12),
    *same("double_update", two_tables, rtol=1e-9, atol=1e-12, examples=12),
    *same("q_learning", steps, rtol=1e-9, atol=1e-9, examples=15),
    prop("invariance", "what is right stays", at_rest, one_step, calls="q_update", examples=8),
]
