import numpy as np


def q_update(q, s, a, r, s2, done, alpha, gamma):
    at = np.zeros(q.shape)
    at[s, a] = alpha
    return q * (1 - at) + at * (r + gamma * np.amax(q[s2]) * (1 - int(done)))


def sarsa_update(q, s, a, r, s2, a2, done, alpha, gamma):
    at = np.zeros(q.shape)
    at[s, a] = alpha
    return q * (1 - at) + at * (r + gamma * q[s2][a2] * (1 - int(done)))


def double_update(q1, q2, s, a, r, s2, done, alpha, gamma):
    at = np.zeros(q1.shape)
    at[s, a] = alpha
    value = q2[s2, np.argmax(q1[s2])] if not done else 0.0
    return q1 + at * (r + gamma * value - q1)


def q_learning(q, s, a, r, s2, done, alpha, gamma):
    for k in range(len(s)):
        q = q_update(q, s[k], a[k], r[k], s2[k], done[k], alpha, gamma)
    return q
