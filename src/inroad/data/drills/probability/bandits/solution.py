"""Bandits, written plainly."""

import numpy as np


def ucb(counts, sums, t, c):
    if np.any(counts == 0):
        return int(np.argmin(counts))
    return int(np.argmax(sums / counts + c * np.sqrt(np.log(t) / counts)))


def epsilon_greedy(counts, sums, epsilon, u, v):
    if u < epsilon:
        return int(v * len(counts))
    return int(np.argmax(sums / np.maximum(counts, 1)))


def exp3_probabilities(log_weights, gamma):
    weights = np.exp(log_weights - log_weights.max())
    return (1 - gamma) * weights / weights.sum() + gamma / len(weights)


def exp3_update(log_weights, gamma, arm, reward):
    new = log_weights.astype(float)
    # Divided by its probability, a reward that is seldom seen counts as often as it would have come.
    new[arm] += gamma / len(new) * reward / exp3_probabilities(log_weights, gamma)[arm]
    return new


def regret(means, arms):
    return np.cumsum(means.max() - means[arms])
