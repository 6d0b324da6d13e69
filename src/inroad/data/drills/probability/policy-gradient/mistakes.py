"""Known mistakes in policy gradients."""

import numpy as np
from inroad.practice.kit import mistake
from solution import discounted, log_policy


@mistake("rewards are summed from the start up to each time: an action can bring only what comes after it")
def returns(rewards, gamma):
    return discounted(rewards[::-1], gamma)[::-1]


@mistake("each time gets the return of the whole episode")
def returns(rewards, gamma):
    return np.full(len(rewards), discounted(rewards, gamma)[0])


@mistake("rewards are discounted from the episode's start, not from each time")
def returns(rewards, gamma):
    return np.cumsum((rewards * gamma ** np.arange(len(rewards)))[::-1])[::-1]


@mistake("the discount is missing")
def returns(rewards, gamma):
    return discounted(rewards, 1.0)


@mistake("the reward itself is discounted, too: off by one power")
def returns(rewards, gamma):
    return gamma * discounted(rewards, gamma)


def gaps(rewards, values, gamma):
    return rewards + gamma * values[1:] - values[:-1]


@mistake("the differences are summed with lam alone: the factor is gamma times lam")
def advantages(rewards, values, gamma, lam):
    return discounted(gaps(rewards, values, gamma), lam)


@mistake("the differences are summed with gamma alone: lam is missing")
def advantages(rewards, values, gamma, lam):
    return discounted(gaps(rewards, values, gamma), gamma)


@mistake("the next value is not discounted")
def advantages(rewards, values, gamma, lam):
    return discounted(gaps(rewards, values, 1.0), gamma * lam)


@mistake("the value of the last state is taken as zero")
def advantages(rewards, values, gamma, lam):
    ends = values.copy()
    ends[-1] = 0
    return discounted(gaps(rewards, ends, gamma), gamma * lam)


@mistake("present and next value are exchanged")
def advantages(rewards, values, gamma, lam):
    return discounted(rewards + gamma * values[:-1] - values[1:], gamma * lam)


@mistake("only the differences of one step are given: later ones are not added")
def advantages(rewards, values, gamma, lam):
    return gaps(rewards, values, gamma)


def picked(theta, x, actions):
    return log_policy(theta, x)[np.arange(len(x)), actions]


@mistake("the sum is given, not the mean")
def surrogate(theta, x, actions, weights):
    return float(np.sum(weights * picked(theta, x, actions)))


@mistake("probabilities are weighted, not their logarithms")
def surrogate(theta, x, actions, weights):
    return float(np.mean(weights * np.exp(picked(theta, x, actions))))


@mistake("the sign is that of a loss: asked for is what is to grow")
def surrogate(theta, x, actions, weights):
    return -float(np.mean(weights * picked(theta, x, actions)))


@mistake("the softmax runs over time instead of actions")
def surrogate(theta, x, actions, weights):
    scores = x @ theta
    logs = scores - np.logaddexp.reduce(scores, axis=0)
    return float(np.mean(weights * logs[np.arange(len(x)), actions]))


@mistake("the logarithm of a probability that has become zero is taken: subtract logarithms instead")
def surrogate(theta, x, actions, weights):
    p = np.exp(log_policy(theta, x))
    return float(np.mean(weights * np.log(p[np.arange(len(x)), actions])))


@mistake("the logarithm of a probability that has become zero is taken: subtract logarithms instead")
def surrogate(theta, x, actions, weights):
    e = np.exp(x @ theta)
    p = e / e.sum(axis=1, keepdims=True)
    return float(np.mean(weights * np.log(p[np.arange(len(x)), actions])))


def slope(theta, x, actions, weights, chosen=1.0, all_=1.0):
    one = np.eye(theta.shape[1])[actions]
    return x.T @ (weights[:, None] * (chosen * one - all_ * np.exp(log_policy(theta, x)))) / len(x)


@mistake("the probabilities are not subtracted: the gradient of the softmax's denominator is missing")
def surrogate_backward(upstream, theta, x, actions, weights):
    return upstream * slope(theta, x, actions, weights, all_=0.0)


@mistake("the gradient has the wrong sign")
def surrogate_backward(upstream, theta, x, actions, weights):
    return -upstream * slope(theta, x, actions, weights)


@mistake("the gradient is that of the sum, not of the mean")
def surrogate_backward(upstream, theta, x, actions, weights):
    return upstream * len(x) * slope(theta, x, actions, weights)


@mistake("the weights are left out of the gradient")
def surrogate_backward(upstream, theta, x, actions, weights):
    return upstream * slope(theta, x, actions, np.ones(len(x)))


@mistake("the gradient from above is left out")
def surrogate_backward(upstream, theta, x, actions, weights):
    return slope(theta, x, actions, weights)
