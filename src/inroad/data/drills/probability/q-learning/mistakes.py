"""Known mistakes in Q-learning."""

import numpy as np
from inroad.practice.kit import mistake
from solution import moved


@mistake("what follows is added after the end of an episode, too")
def q_update(q, s, a, r, s2, done, alpha, gamma):
    return moved(q, s, a, r + gamma * q[s2].max(), alpha)


@mistake("what follows is added only after the end of an episode: done is read the wrong way round")
def q_update(q, s, a, r, s2, done, alpha, gamma):
    return moved(q, s, a, r + gamma * q[s2].max() * done, alpha)


@mistake("the discount is missing")
def q_update(q, s, a, r, s2, done, alpha, gamma):
    return moved(q, s, a, r + (not done) * q[s2].max(), alpha)


@mistake("the old value is not subtracted from the target")
def q_update(q, s, a, r, s2, done, alpha, gamma):
    return moved(q, s, a, r + (not done) * gamma * q[s2].max() + q[s, a], alpha)


@mistake("the best value of the old state is used, not that of the next one")
def q_update(q, s, a, r, s2, done, alpha, gamma):
    return moved(q, s, a, r + (not done) * gamma * q[s].max(), alpha)


@mistake("the best value of the whole table is used, not that of the next state")
def q_update(q, s, a, r, s2, done, alpha, gamma):
    return moved(q, s, a, r + (not done) * gamma * q.max(), alpha)


@mistake("the value is replaced by the target: the learning rate is missing")
def q_update(q, s, a, r, s2, done, alpha, gamma):
    return moved(q, s, a, r + (not done) * gamma * q[s2].max(), 1.0)


@mistake("alpha weighs the old value and 1 - alpha the target: the two are exchanged")
def q_update(q, s, a, r, s2, done, alpha, gamma):
    return moved(q, s, a, r + (not done) * gamma * q[s2].max(), 1 - alpha)


@mistake("the whole row of the state is moved, not one action")
def q_update(q, s, a, r, s2, done, alpha, gamma):
    new = q.copy()
    new[s] += alpha * (r + (not done) * gamma * q[s2].max() - q[s])
    return new


@mistake("the best action is used: that is Q-learning, SARSA uses the action that is taken")
def sarsa_update(q, s, a, r, s2, a2, done, alpha, gamma):
    return moved(q, s, a, r + (not done) * gamma * q[s2].max(), alpha)


@mistake("the next action is looked up in the old state")
def sarsa_update(q, s, a, r, s2, a2, done, alpha, gamma):
    return moved(q, s, a, r + (not done) * gamma * q[s, a2], alpha)


@mistake("the old action is looked up in the next state")
def sarsa_update(q, s, a, r, s2, a2, done, alpha, gamma):
    return moved(q, s, a, r + (not done) * gamma * q[s2, a], alpha)


@mistake("one table both chooses and values: that is plain Q-learning")
def double_update(q1, q2, s, a, r, s2, done, alpha, gamma):
    return moved(q1, s, a, r + (not done) * gamma * q1[s2].max(), alpha)


@mistake("the second table both chooses and values: the first is to choose")
def double_update(q1, q2, s, a, r, s2, done, alpha, gamma):
    return moved(q1, s, a, r + (not done) * gamma * q2[s2].max(), alpha)


@mistake("the tables are exchanged: the second chooses and the first values")
def double_update(q1, q2, s, a, r, s2, done, alpha, gamma):
    return moved(q1, s, a, r + (not done) * gamma * q1[s2, q2[s2].argmax()], alpha)


@mistake("the second table is updated instead of the first")
def double_update(q1, q2, s, a, r, s2, done, alpha, gamma):
    return moved(q2, s, a, r + (not done) * gamma * q2[s2, q1[s2].argmax()], alpha)


@mistake("all steps are judged by the first table: each must see what the ones before it learnt")
def q_learning(q, s, a, r, s2, done, alpha, gamma):
    new = q.copy()
    for k in range(len(s)):
        target = r[k] + (not done[k]) * gamma * q[s2[k]].max()
        new[s[k], a[k]] += alpha * (target - new[s[k], a[k]])
    return new


@mistake("steps are taken in the opposite order")
def q_learning(q, s, a, r, s2, done, alpha, gamma):
    for k in range(len(s))[::-1]:
        q = moved(q, s[k], a[k], r[k] + (not done[k]) * gamma * q[s2[k]].max(), alpha)
    return q


@mistake("learning stops at the end of the first episode")
def q_learning(q, s, a, r, s2, done, alpha, gamma):
    for k in range(len(s)):
        q = moved(q, s[k], a[k], r[k] + (not done[k]) * gamma * q[s2[k]].max(), alpha)
        if done[k]:
            break
    return q
