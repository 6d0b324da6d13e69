# diagnosis: values are iterated a fixed number of times: far from done where gamma is near one
import numpy as np


def action_values(v, p, r, gamma):
    return np.einsum("ast,t->sa", gamma * p, v) + r


def policy_values(policy, p, r, gamma):
    rows = range(len(policy))
    moves = np.array([p[policy[s], s] for s in rows])
    gains = np.array([r[s, policy[s]] for s in rows])
    total = gains
    for _ in range(999):
        total = gains + gamma * moves.dot(total)
    return total


def value_iteration(p, r, gamma, tol):
    v = np.zeros(len(r))
    while True:
        new = action_values(v, p, r, gamma).max(axis=1)
        if max(abs(new - v)) < tol:
            return new, action_values(new, p, r, gamma).argmax(axis=1)
        v = new
