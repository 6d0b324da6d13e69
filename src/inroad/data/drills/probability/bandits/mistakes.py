"""Known mistakes in bandits."""

import numpy as np
from inroad.practice.kit import mistake
from solution import exp3_probabilities as right


def chosen(counts, sums, bonus):
    if np.any(counts == 0):
        return int(np.argmin(counts))
    return int(np.argmax(sums / counts + bonus))


@mistake("the bonus is missing: an arm that was unlucky once is never tried again")
def ucb(counts, sums, t, c):
    return chosen(counts, sums, 0)


@mistake("the square root of the bonus is missing")
def ucb(counts, sums, t, c):
    return chosen(counts, sums, c * np.log(t) / np.maximum(counts, 1))


@mistake("the logarithm of the time is missing from the bonus")
def ucb(counts, sums, t, c):
    return chosen(counts, sums, c * np.sqrt(t / np.maximum(counts, 1)))


@mistake("the bonus is subtracted: that is caution, not curiosity")
def ucb(counts, sums, t, c):
    return chosen(counts, sums, -c * np.sqrt(np.log(t) / np.maximum(counts, 1)))


@mistake("sums are compared instead of means: arms that were tried often win")
def ucb(counts, sums, t, c):
    if np.any(counts == 0):
        return int(np.argmin(counts))
    return int(np.argmax(sums + c * np.sqrt(np.log(t) / counts)))


@mistake("an arm that was never tried is not taken first")
def ucb(counts, sums, t, c):
    n = np.maximum(counts, 1)
    return int(np.argmax(sums / n + c * np.sqrt(np.log(t) / n)))


def coin(counts, sums, explore, v):
    return int(v * len(counts)) if explore else int(np.argmax(sums / np.maximum(counts, 1)))


@mistake("exploring and exploiting are exchanged")
def epsilon_greedy(counts, sums, epsilon, u, v):
    return coin(counts, sums, u >= epsilon, v)


@mistake("the largest sum is taken, not the largest mean")
def epsilon_greedy(counts, sums, epsilon, u, v):
    return int(v * len(counts)) if u < epsilon else int(np.argmax(sums))


@mistake("the last arm is never explored: off by one")
def epsilon_greedy(counts, sums, epsilon, u, v):
    return int(v * (len(counts) - 1)) if u < epsilon else coin(counts, sums, False, v)


@mistake("one random number is used for two decisions: which arm depends on whether to explore")
def epsilon_greedy(counts, sums, epsilon, u, v):
    return coin(counts, sums, u < epsilon, u)


@mistake("the weights are not mixed with the uniform distribution")
def exp3_probabilities(log_weights, gamma):
    return right(log_weights, 0.0)


@mistake("gamma is added for each arm: the probabilities do not sum to one")
def exp3_probabilities(log_weights, gamma):
    return right(log_weights, 0.0) * (1 - gamma) + gamma


@mistake("the shares of weights and of the uniform distribution are exchanged")
def exp3_probabilities(log_weights, gamma):
    return right(log_weights, 1 - gamma)


@mistake("the logarithms of the weights are taken for the weights")
def exp3_probabilities(log_weights, gamma):
    return (1 - gamma) * log_weights / log_weights.sum() + gamma / len(log_weights)


@mistake("exp overflows: subtract the maximum first")
def exp3_probabilities(log_weights, gamma):
    weights = np.exp(log_weights)
    return (1 - gamma) * weights / weights.sum() + gamma / len(weights)


def credited(log_weights, arm, gain):
    return log_weights + np.where(np.arange(len(log_weights)) == arm, gain, 0.0)


@mistake("the reward is not divided by the probability of the arm: arms that are played often are favoured")
def exp3_update(log_weights, gamma, arm, reward):
    return credited(log_weights, arm, gamma / len(log_weights) * reward)


@mistake("the reward is multiplied by the probability instead of divided")
def exp3_update(log_weights, gamma, arm, reward):
    return credited(log_weights, arm, gamma / len(log_weights) * reward * right(log_weights, gamma)[arm])


@mistake("the factor 1 / K is missing")
def exp3_update(log_weights, gamma, arm, reward):
    return credited(log_weights, arm, gamma * reward / right(log_weights, gamma)[arm])


@mistake("all arms are credited, not only the one that was played")
def exp3_update(log_weights, gamma, arm, reward):
    return log_weights + gamma / len(log_weights) * reward / right(log_weights, gamma)


@mistake("the regret of each time is given, not its sum up to there")
def regret(means, arms):
    return means.max() - means[arms]


@mistake("the regret is measured against the best arm that was played, not the best there is")
def regret(means, arms):
    return np.cumsum(means[arms].max() - means[arms])


@mistake("the regret has the wrong sign")
def regret(means, arms):
    return np.cumsum(means[arms] - means.max())
