# diagnosis: the logarithm is cut off: the loss cannot grow beyond the limit
import numpy as np


def probabilities(x, beta):
    z = x @ beta
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def loss(x, y, beta):
    p = np.minimum(np.maximum(probabilities(x, beta), 1e-12), 1 - 1e-12)
    return float(np.mean(np.where(y == 1, -np.log(p), -np.log(1 - p))))


def gradient(x, y, beta):
    z = np.clip(x @ beta, -700, 700)
    return np.dot(1 / (1 + np.exp(-z)) - y, x) / len(x)


def newton_step(x, y, beta):
    p = 1 / (1 + np.exp(-np.clip(x @ beta, -700, 700)))
    return beta + np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x, x.T @ (y - p))
