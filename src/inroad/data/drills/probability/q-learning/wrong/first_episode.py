# diagnosis: learning stops at the end of the first episode
import numpy as np


def q_update(q, s, a, r, s2, done, alpha, gamma):
    out = np.array(q)
    follow = 0.0 if done else gamma * max(q[s2])
    out[s, a] = (1 - alpha) * q[s, a] + alpha * (r + follow)
    return out


def sarsa_update(q, s, a, r, s2, a2, done, alpha, gamma):
    out = np.array(q)
    follow = 0.0 if done else gamma * q[s2, a2]
    out[s, a] = (1 - alpha) * q[s, a] + alpha * (r + follow)
    return out


def double_update(q1, q2, s, a, r, s2, done, alpha, gamma):
    out = np.array(q1)
    best = list(q1[s2]).index(max(q1[s2]))
    out[s, a] += alpha * (r + (not done) * gamma * q2[s2, best] - q1[s, a])
    return out


def q_learning(q, s, a, r, s2, done, alpha, gamma):
    end = list(done).index(True) + 1 if any(done) else len(done)
    for k in range(end):
        q = q_update(q, s[k], a[k], r[k], s2[k], done[k], alpha, gamma)
    return q
