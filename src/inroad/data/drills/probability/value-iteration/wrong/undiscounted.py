# diagnosis: the discount is missing
import numpy as np


def action_values(v, p, r, gamma):
    return r + np.stack([each.dot(v) for each in p], axis=1)


def policy_values(policy, p, r, gamma):
    states = np.arange(len(policy))
    return np.linalg.inv(np.identity(len(policy)) - gamma * p[policy, states]).dot(r[states, policy])


def value_iteration(p, r, gamma, tol):
    v = np.zeros(len(r))
    while True:
        new = action_values(v, p, r, gamma).max(axis=1)
        if max(abs(new - v)) < tol:
            return new, action_values(new, p, r, gamma).argmax(axis=1)
        v = new
