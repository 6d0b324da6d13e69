from itertools import accumulate

import numpy as np


def returns(rewards, gamma):
    return np.array(list(accumulate(rewards[::-1], lambda after, reward: reward + gamma * after)))[::-1]


def advantages(rewards, values, gamma, lam):
    t = np.arange(len(rewards))
    gaps = rewards - values[:-1] + gamma * values[1:]
    return np.triu((gamma * lam) ** np.maximum(t - t[:, None], 0.0)) @ gaps


def surrogate(theta, x, actions, weights):
    z = np.einsum("td,da->ta", x, theta)
    chosen = np.take_along_axis(z, actions[:, None], axis=1)
    below = np.log(np.exp(z - z.max(1, keepdims=True)).sum(1, keepdims=True)) + z.max(1, keepdims=True)
    return float(weights @ (chosen - below)[:, 0] / len(weights))


def surrogate_backward(upstream, theta, x, actions, weights):
    out = np.zeros(theta.shape)
    for row, a, w in zip(x, actions, weights):
        z = row @ theta
        p = np.exp(z - z.max())
        p = p / p.sum()
        out -= np.outer(row, p) * w
        out[:, a] += row * w
    return out * upstream / len(x)
