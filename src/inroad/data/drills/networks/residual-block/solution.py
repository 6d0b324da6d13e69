"""Residual blocks, written plainly."""

import numpy as np


def relu(z):
    return np.maximum(z, 0)


def residual_block(x, w1, b1, w2, b2):
    return relu(x + relu(x @ w1 + b1) @ w2 + b2)


def projected_block(x, w1, b1, w2, b2, ws):
    return relu(x @ ws + relu(x @ w1 + b1) @ w2 + b2)


def preactivation_block(x, w1, b1, w2, b2):
    return x + relu(relu(x) @ w1 + b1) @ w2 + b2


def residual_backward(upstream, x, w1, b1, w2, b2):
    z = x @ w1 + b1
    h = relu(z)
    g = upstream * (x + h @ w2 + b2 > 0)
    by_z = (g @ w2.T) * (z > 0)
    by_x = g + by_z @ w1.T  # past the layers, and through them
    return by_x, x.T @ by_z, by_z.sum(axis=0), h.T @ g, g.sum(axis=0)
