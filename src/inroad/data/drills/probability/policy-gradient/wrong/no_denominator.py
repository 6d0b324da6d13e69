# diagnosis: the probabilities are not subtracted: the gradient of the softmax's denominator is missing
import numpy as np


def returns(rewards, gamma):
    out, after = [], 0.0
    for reward in rewards[::-1]:
        after = reward + gamma * after
        out.append(after)
    return np.array(out[::-1])


def advantages(rewards, values, gamma, lam):
    n = len(rewards)
    gaps = [rewards[t] + gamma * values[t + 1] - values[t] for t in range(n)]
    return np.array([sum((gamma * lam) ** (k - t) * gaps[k] for k in range(t, n)) for t in range(n)])


def surrogate(theta, x, actions, weights):
    z = x.dot(theta)
    logs = z - np.logaddexp.reduce(z, axis=1)[:, None]
    return float(sum(w * row[a] for w, row, a in zip(weights, logs, actions)) / len(x))


def surrogate_backward(upstream, theta, x, actions, weights):
    out = np.zeros(theta.shape)
    for row, a, w in zip(x, actions, weights):
        out[:, a] += upstream * w * row / len(x)
    return out
