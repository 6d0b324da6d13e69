# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
import numpy as np


def action_values(v, p, r, gamma):
    v *= gamma
    return r + np.einsum("ast,t->sa", p, v)


def policy_values(policy, p, r, gamma):
    states = np.arange(len(policy))
    return np.linalg.inv(np.identity(len(policy)) - gamma * p[policy, states]).dot(r[states, policy])


def value_iteration(p, r, gamma, tol):
    v = np.zeros(len(r))
    while True:
        new = action_values(v.copy(), p, r, gamma).max(axis=1)
        if max(abs(new - v)) < tol:
            return new, action_values(new.copy(), p, r, gamma).argmax(axis=1)
        v = new
