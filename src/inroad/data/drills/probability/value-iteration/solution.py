"""Value iteration, written plainly."""

import numpy as np


def action_values(v, p, r, gamma):
    return r + gamma * (p @ v).T


def policy_values(policy, p, r, gamma):
    states = np.arange(len(policy))
    moves = p[policy, states]
    return np.linalg.solve(np.eye(len(states)) - gamma * moves, r[states, policy])


def value_iteration(p, r, gamma, tol):
    v, change = np.zeros(len(r)), np.inf
    while change >= tol:
        new = action_values(v, p, r, gamma).max(axis=1)
        change = np.abs(new - v).max()
        v = new
    return v, action_values(v, p, r, gamma).argmax(axis=1)
