# diagnosis: each sum begins anew: the one of the next step, discounted, is a part of it
import numpy as np


def returns(rewards, gamma):
    n = len(rewards)
    return np.array([sum(gamma ** (k - t) * rewards[k] for k in range(t, n)) for t in range(n)])


def advantages(rewards, values, gamma, lam):
    n = len(rewards)
    gaps = [rewards[t] + gamma * values[t + 1] - values[t] for t in range(n)]
    return np.array([sum((gamma * lam) ** (k - t) * gaps[k] for k in range(t, n)) for t in range(n)])


def surrogate(theta, x, actions, weights):
    z = x.dot(theta)
    logs = z - np.logaddexp.reduce(z, axis=1)[:, None]
    return float(sum(w * row[a] for w, row, a in zip(weights, logs, actions)) / len(x))


def surrogate_backward(upstream, theta, x, actions, weights):
    z = x.dot(theta)
    p = np.exp(z - np.logaddexp.reduce(z, axis=1)[:, None])
    chosen = np.eye(theta.shape[1])[actions]
    return upstream * x.T.dot((chosen - p) * weights[:, None]) / len(x)
