"""Q-learning and its relatives, written plainly."""

import numpy as np


def moved(q, s, a, target, alpha):
    new = q.astype(float)
    new[s, a] += alpha * (target - q[s, a])
    return new


def q_update(q, s, a, r, s2, done, alpha, gamma):
    return moved(q, s, a, r + (0.0 if done else gamma * q[s2].max()), alpha)


def sarsa_update(q, s, a, r, s2, a2, done, alpha, gamma):
    return moved(q, s, a, r + (0.0 if done else gamma * q[s2, a2]), alpha)


def double_update(q1, q2, s, a, r, s2, done, alpha, gamma):
    # Who chooses does not value: the maximum of noisy values is too large on average.
    return moved(q1, s, a, r + (0.0 if done else gamma * q2[s2, q1[s2].argmax()]), alpha)


def q_learning(q, s, a, r, s2, done, alpha, gamma):
    q = q.astype(float)
    for step in zip(s, a, r, s2, done):
        q = q_update(q, *step, alpha, gamma)
    return q
