"""Known mistakes in value iteration."""

import numpy as np
from inroad.practice.kit import mistake
from solution import action_values as right


@mistake("the discount is missing")
def action_values(v, p, r, gamma):
    return right(v, p, r, 1.0)


@mistake("the reward is discounted, too: only what comes after it is")
def action_values(v, p, r, gamma):
    return gamma * right(v, p, r, 1.0)


@mistake("the transitions are read backwards: from t to s instead of from s to t")
def action_values(v, p, r, gamma):
    return right(v, p.transpose(0, 2, 1), r, gamma)


@mistake("the result is (A, S): states come first")
def action_values(v, p, r, gamma):
    return right(v, p, r, gamma).T


@mistake("the value of the present state is used instead of that of the next ones")
def action_values(v, p, r, gamma):
    return r + gamma * v[:, None]


@mistake("the rewards are left out")
def action_values(v, p, r, gamma):
    return right(v, p, 0 * r, gamma)


def solved(policy, p, r, gamma):
    s = np.arange(len(policy))
    return np.linalg.solve(np.eye(len(s)) - gamma * p[policy, s], r[s, policy])


@mistake("the transitions of the policy are transposed: that gives visits, not values")
def policy_values(policy, p, r, gamma):
    return solved(policy, p.transpose(0, 2, 1), r, gamma)


@mistake("the best action is taken instead of the policy's")
def policy_values(policy, p, r, gamma):
    v = np.zeros(len(r))
    for _ in range(2000):
        v = right(v, p, r, gamma).max(axis=1)
    return v


@mistake("only the reward of one step is given")
def policy_values(policy, p, r, gamma):
    return r[np.arange(len(policy)), policy]


@mistake("the mean over actions is taken instead of the policy's action")
def policy_values(policy, p, r, gamma):
    return np.linalg.solve(np.eye(len(r)) - gamma * p.mean(axis=0), r.mean(axis=1))


@mistake("values are iterated a fixed number of times: far from done where gamma is near one")
def policy_values(policy, p, r, gamma):
    s, v = np.arange(len(policy)), np.zeros(len(policy))
    for _ in range(1000):
        v = right(v, p, r, gamma)[s, policy]
    return v


def iterated(p, r, gamma, tol, best=np.max, steps=None, of=np.argmax):
    v, count = np.zeros(len(r)), 0
    while True:
        new = best(right(v, p, r, gamma), axis=1)
        done, v, count = np.abs(new - v).max() < tol, new, count + 1
        if done or count == steps:
            return v, of(right(v, p, r, gamma), axis=1)


@mistake("the mean over actions is taken instead of the maximum")
def value_iteration(p, r, gamma, tol):
    return iterated(p, r, gamma, tol, best=np.mean)


@mistake("the smallest value is taken: r are rewards, not costs")
def value_iteration(p, r, gamma, tol):
    return iterated(p, r, gamma, tol, best=np.min, of=np.argmin)


@mistake("one step only: it must go on until nothing changes")
def value_iteration(p, r, gamma, tol):
    return iterated(p, r, gamma, tol, steps=1)


@mistake("the policy takes the largest reward of one step, not the largest value")
def value_iteration(p, r, gamma, tol):
    return iterated(p, r, gamma, tol)[0], r.argmax(axis=1)


@mistake("the maximum runs over states instead of actions")
def value_iteration(p, r, gamma, tol):
    v, policy = iterated(p, r, gamma, tol)
    return v, right(v, p, r, gamma).argmax(axis=0)
