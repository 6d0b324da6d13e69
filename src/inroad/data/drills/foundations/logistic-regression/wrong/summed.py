# diagnosis: the loss is summed, not averaged
import numpy as np


def probabilities(x, beta):
    z = x @ beta
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def loss(x, y, beta):
    z = x @ beta
    return float(np.sum(np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z)))))


def gradient(x, y, beta):
    z = np.clip(x @ beta, -700, 700)
    return np.dot(1 / (1 + np.exp(-z)) - y, x) / len(x)


def newton_step(x, y, beta):
    p = 1 / (1 + np.exp(-np.clip(x @ beta, -700, 700)))
    return beta + np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x, x.T @ (y - p))
