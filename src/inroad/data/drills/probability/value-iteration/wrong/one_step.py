# diagnosis: one step only: it must go on until nothing changes
import numpy as np


def action_values(v, p, r, gamma):
    return np.einsum("ast,t->sa", gamma * p, v) + r


def policy_values(policy, p, r, gamma):
    states = np.arange(len(policy))
    return np.linalg.inv(np.identity(len(policy)) - gamma * p[policy, states]).dot(r[states, policy])


def value_iteration(p, r, gamma, tol):
    v = r.max(axis=1)
    return v, np.argmax(action_values(v, p, r, gamma), 1)
