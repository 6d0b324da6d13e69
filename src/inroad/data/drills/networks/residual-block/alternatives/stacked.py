import numpy as np


def residual_block(x, w1, b1, w2, b2):
    return projected_block(x, w1, b1, w2, b2, np.eye(x.shape[1]))


def projected_block(x, w1, b1, w2, b2, ws):
    h = np.clip(x.dot(w1) + b1, 0.0, None)
    y = np.hstack([h, x]).dot(np.vstack([w2, ws])) + b2
    return np.where(y > 0, y, 0.0)


def preactivation_block(x, w1, b1, w2, b2):
    first = (x + np.abs(x)) / 2
    second = first @ w1 + b1
    second = (second + np.abs(second)) / 2
    return np.block([second, x]) @ np.vstack([w2, np.eye(x.shape[1])]) + b2


def residual_backward(upstream, x, w1, b1, w2, b2):
    ones = np.ones((len(x), 1))
    u1, u2 = np.vstack([w1, b1]), np.vstack([w2, b2])
    x1 = np.hstack([x, ones])
    h1 = np.hstack([np.maximum(x1 @ u1, 0), ones])
    g2 = upstream * np.heaviside(h1 @ u2 + x, 0)
    g1 = (g2 @ w2.T) * np.sign(h1[:, :-1])
    d1, d2 = x1.T @ g1, h1.T @ g2
    return g1 @ w1.T + g2, d1[:-1], d1[-1], d2[:-1], d2[-1]
