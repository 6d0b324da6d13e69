# diagnosis: each sum begins anew: add the loss of the last step to the sum before it
import numpy as np


def ucb(counts, sums, t, c):
    best, top = 0, -np.inf
    for k in range(len(counts)):
        if counts[k] == 0:
            return k
        index = sums[k] / counts[k] + c * np.sqrt(np.log(t) / counts[k])
        if index > top:
            best, top = k, index
    return best


def epsilon_greedy(counts, sums, epsilon, u, v):
    if u >= epsilon:
        means = [total / max(count, 1) for count, total in zip(counts, sums)]
        return means.index(max(means))
    return int(np.floor(len(counts) * v))


def exp3_probabilities(log_weights, gamma):
    w = np.exp(log_weights - np.max(log_weights))
    return gamma / len(w) + (1 - gamma) / w.sum() * w


def exp3_update(log_weights, gamma, arm, reward):
    chance = exp3_probabilities(log_weights, gamma)[arm]
    gain = np.eye(len(log_weights))[arm] * reward / chance
    return log_weights + gamma * gain / len(log_weights)


def regret(means, arms):
    lost = [max(means) - means[arm] for arm in arms]
    return np.array([sum(lost[: t + 1]) for t in range(len(arms))])
