import numpy as np


def action_values(v, p, r, gamma):
    q = np.array(r, dtype=float)
    for a in range(len(p)):
        for s in range(len(v)):
            q[s, a] += gamma * float(p[a, s] @ v)
    return q


def policy_values(policy, p, r, gamma):
    n = len(policy)
    left, right = np.eye(n), np.zeros(n)
    for s, a in enumerate(policy):
        left[s] -= gamma * p[a, s]
        right[s] = r[s, a]
    return np.linalg.solve(left, right)


def value_iteration(p, r, gamma, tol):
    """Policies instead of values: it ends in finitely many steps."""
    policy = np.zeros(len(r), dtype=int)
    while True:
        v = policy_values(policy, p, r, gamma)
        better = action_values(v, p, r, gamma).argmax(axis=1)
        if np.array_equal(better, policy):
            return v, policy
        policy = better
