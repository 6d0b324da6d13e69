"""Policy gradients, written plainly."""

import numpy as np


def discounted(numbers, factor):
    sums, after = np.zeros(len(numbers)), 0.0
    for t in reversed(range(len(numbers))):
        after = numbers[t] + factor * after
        sums[t] = after
    return sums


def returns(rewards, gamma):
    return discounted(rewards, gamma)


def advantages(rewards, values, gamma, lam):
    return discounted(rewards + gamma * values[1:] - values[:-1], gamma * lam)


def log_policy(theta, x):
    scores = x @ theta
    scores = scores - scores.max(axis=1, keepdims=True)
    return scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))


def surrogate(theta, x, actions, weights):
    return float(np.mean(weights * log_policy(theta, x)[np.arange(len(x)), actions]))


def surrogate_backward(upstream, theta, x, actions, weights):
    by_scores = -np.exp(log_policy(theta, x))
    by_scores[np.arange(len(x)), actions] += 1.0
    return upstream * x.T @ (weights[:, None] * by_scores) / len(x)
