"""Known mistakes in the LSTM cell."""

import numpy as np
from inroad.practice.kit import mistake
from solution import gates, sigmoid


@mistake("the columns are taken in another order: they are i, f, g, o")
def lstm_cell(x, h, c, w, u, b):
    i, f, o, g = np.split(x @ w + h @ u + b, 4, axis=1)
    new_c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(new_c), new_c


@mistake("input and forget gate are swapped")
def lstm_cell(x, h, c, w, u, b):
    i, f, g, o = gates(x, h, w, u, b)
    new_c = i * c + f * g
    return o * np.tanh(new_c), new_c


@mistake("new h lacks the tanh around the cell")
def lstm_cell(x, h, c, w, u, b):
    i, f, g, o = gates(x, h, w, u, b)
    new_c = f * c + i * g
    return o * new_c, new_c


@mistake("the candidate goes through a sigmoid instead of a tanh")
def lstm_cell(x, h, c, w, u, b):
    i, f, g, o = map(sigmoid, np.split(x @ w + h @ u + b, 4, axis=1))
    new_c = f * c + i * g
    return o * np.tanh(new_c), new_c


@mistake("new h is made of the old cell")
def lstm_cell(x, h, c, w, u, b):
    i, f, g, o = gates(x, h, w, u, b)
    return o * np.tanh(c), f * c + i * g


@mistake("the tanh of the cell is kept as the new cell")
def lstm_cell(x, h, c, w, u, b):
    i, f, g, o = gates(x, h, w, u, b)
    t = np.tanh(f * c + i * g)
    return o * t, t


@mistake("h and c are returned in the opposite order")
def lstm_cell(x, h, c, w, u, b):
    i, f, g, o = gates(x, h, w, u, b)
    new_c = f * c + i * g
    return new_c, o * np.tanh(new_c)


@mistake("the sigmoid overflows: compute with e^-|z|")
def lstm_cell(x, h, c, w, u, b):
    i, f, g, o = np.split(x @ w + h @ u + b, 4, axis=1)
    i, f, o = (np.exp(z) / (1 + np.exp(z)) for z in (i, f, o))
    new_c = f * c + i * np.tanh(g)
    return o * np.tanh(new_c), new_c


def backward(by_c, by_h, c, x, h, w, u, b, slopes):
    i, f, g, o = gates(x, h, w, u, b)
    t = np.tanh(f * c + i * g)
    s = np.hstack(slopes(i, f, g, o, t, by_c))
    return s @ w.T, s @ u.T, by_c * f, x.T @ s, h.T @ s, s.sum(axis=0)


@mistake("the gradient that reaches the cell through new h is missing")
def lstm_cell_backward(by_h, by_c, x, h, c, w, u, b):
    def slopes(i, f, g, o, t, by_c):
        return by_c * g * i * (1 - i), by_c * c * f * (1 - f), by_c * i * (1 - g**2), by_h * t * o * (1 - o)

    return backward(by_c, by_h, c, x, h, w, u, b, slopes)


@mistake("the gradient that comes to the cell from later steps (by_c) is missing")
def lstm_cell_backward(by_h, by_c, x, h, c, w, u, b):
    i, f, g, o = gates(x, h, w, u, b)
    t = np.tanh(f * c + i * g)

    def slopes(i, f, g, o, t, by_c):
        return by_c * g * i * (1 - i), by_c * c * f * (1 - f), by_c * i * (1 - g**2), by_h * t * o * (1 - o)

    return backward(by_h * o * (1 - t**2), by_h, c, x, h, w, u, b, slopes)


@mistake("the candidate's slope is that of a sigmoid, not 1 - g^2")
def lstm_cell_backward(by_h, by_c, x, h, c, w, u, b):
    i, f, g, o = gates(x, h, w, u, b)
    t = np.tanh(f * c + i * g)

    def slopes(i, f, g, o, t, by_c):
        return by_c * g * i * (1 - i), by_c * c * f * (1 - f), by_c * i * g * (1 - g), by_h * t * o * (1 - o)

    return backward(by_c + by_h * o * (1 - t**2), by_h, c, x, h, w, u, b, slopes)


@mistake("the gradient by b is not summed over the rows")
def lstm_cell_backward(by_h, by_c, x, h, c, w, u, b):
    i, f, g, o = gates(x, h, w, u, b)
    t = np.tanh(f * c + i * g)
    by_c = by_c + by_h * o * (1 - t**2)
    s = np.hstack(
        [by_c * g * i * (1 - i), by_c * c * f * (1 - f), by_c * i * (1 - g**2), by_h * t * o * (1 - o)]
    )
    return s @ w.T, s @ u.T, by_c * f, x.T @ s, h.T @ s, s
