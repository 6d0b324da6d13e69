"""LSTM cell, written plainly."""

import numpy as np


def sigmoid(z):
    small = np.exp(-np.abs(z))  # never above one
    return np.where(z >= 0, 1, small) / (1 + small)


def gates(x, h, w, u, b):
    i, f, g, o = np.split(x @ w + h @ u + b, 4, axis=1)
    return sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)


def lstm_cell(x, h, c, w, u, b):
    i, f, g, o = gates(x, h, w, u, b)
    new_c = f * c + i * g
    return o * np.tanh(new_c), new_c


def lstm_cell_backward(by_h, by_c, x, h, c, w, u, b):
    i, f, g, o = gates(x, h, w, u, b)
    t = np.tanh(f * c + i * g)
    by_c = by_c + by_h * o * (1 - t**2)  # the cell reaches the loss in two ways
    by_sums = np.hstack(
        [by_c * g * i * (1 - i), by_c * c * f * (1 - f), by_c * i * (1 - g**2), by_h * t * o * (1 - o)]
    )
    return by_sums @ w.T, by_sums @ u.T, by_c * f, x.T @ by_sums, h.T @ by_sums, by_sums.sum(axis=0)
