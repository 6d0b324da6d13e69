# diagnosis: the old action is looked up in the next state
import numpy as np


def q_update(q, s, a, r, s2, done, alpha, gamma):
    out = np.array(q)
    follow = 0.0 if done else gamma * max(q[s2])
    out[s, a] = (1 - alpha) * q[s, a] + alpha * (r + follow)
    return out


def sarsa_update(q, s, a, r, s2, a2, done, alpha, gamma):
    out = np.array(q)
    follow = 0.0 if done else gamma * q[s2][a]
    out[s, a] = (1 - alpha) * q[s, a] + alpha * (r + follow)
    return out


def double_update(q1, q2, s, a, r, s2, done, alpha, gamma):
    out = np.array(q1)
    best = list(q1[s2]).index(max(q1[s2]))
    out[s, a] += alpha * (r + (not done) * gamma * q2[s2, best] - q1[s, a])
    return out


def q_learning(q, s, a, r, s2, done, alpha, gamma):
    table = q.tolist()
    for state, action, reward, following, last in zip(s, a, r, s2, done):
        target = reward if last else reward + gamma * max(table[following])
        table[state][action] = (1 - alpha) * table[state][action] + alpha * target
    return np.array(table)
