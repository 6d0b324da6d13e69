import numpy as np


def _log_sigmoid(z):
    return -np.logaddexp(0.0, -z)


def probabilities(x, beta):
    return np.exp(_log_sigmoid(x.dot(beta)))


def loss(x, y, beta):
    sign = 2 * y - 1
    return float(-_log_sigmoid(sign * x.dot(beta)).mean())


def gradient(x, y, beta):
    sign = 2 * y - 1
    slope = -sign * np.exp(_log_sigmoid(-sign * x.dot(beta)))
    return x.T.dot(slope) / y.size


def newton_step(x, y, beta):
    p = probabilities(x, beta)
    w = np.diag(p - p**2)
    return np.linalg.solve(x.T @ w @ x, x.T @ (w @ (x @ beta) + y - p))
