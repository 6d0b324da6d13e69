"""Convolutional LSTM cell, written plainly."""

import numpy as np


def convolve(maps, kernels):
    side = kernels.shape[-1]
    border = side // 2
    padded = np.pad(maps, ((0, 0), (border, border), (border, border)))
    rows, columns = maps.shape[1:]
    out = np.zeros((len(kernels), rows, columns))
    for i in range(side):
        for j in range(side):
            shifted = padded[:, i : i + rows, j : j + columns]
            out += np.tensordot(kernels[:, :, i, j], shifted, axes=1)
    return out


def sigmoid(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, small) / (1 + small)


def sums(x, h, wx, wh, bias):
    return np.split(convolve(x, wx) + convolve(h, wh) + bias[:, None, None], 4)


def cell(x, h, c, wx, wh, bias, peep):
    i, f, g, o = sums(x, h, wx, wh, bias)
    new_c = sigmoid(f + peep[1] * c) * c + sigmoid(i + peep[0] * c) * np.tanh(g)
    return sigmoid(o + peep[2] * new_c) * np.tanh(new_c), new_c


def run(frames, wx, wh, bias, peep):
    h = c = np.zeros(peep.shape[1:])
    hidden = []
    for x in frames:
        h, c = cell(x, h, c, wx, wh, bias, peep)
        hidden.append(h)
    return np.stack(hidden)
