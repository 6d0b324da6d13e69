import numpy as np


def ucb(counts, sums, t, c):
    n = np.maximum(counts, 1)
    index = np.where(counts == 0, np.inf, sums / n + c * np.log(t) ** 0.5 / n**0.5)
    return int(index.argmax())


def epsilon_greedy(counts, sums, epsilon, u, v):
    means = np.divide(sums, counts, out=np.zeros(len(sums)), where=counts > 0)
    return int(np.floor(v * len(means)) if u < epsilon else means.argmax())


def exp3_probabilities(log_weights, gamma):
    shares = np.exp(log_weights - np.logaddexp.reduce(log_weights))
    return shares + gamma * (1 / len(shares) - shares)


def exp3_update(log_weights, gamma, arm, reward):
    chance = exp3_probabilities(log_weights, gamma)[arm]
    gain = np.eye(len(log_weights))[arm] * reward / chance
    return log_weights + gamma * gain / len(log_weights)


def regret(means, arms):
    return np.arange(1, len(arms) + 1) * np.max(means) - np.cumsum(np.take(means, arms))
