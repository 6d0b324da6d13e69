"""Known mistakes in the convolutional LSTM cell."""

import numpy as np
from inroad.practice.kit import mistake
from solution import cell as step
from solution import convolve as right
from solution import sigmoid, sums


@mistake("the kernel is turned around: networks do not turn it")
def convolve(maps, kernels):
    return right(maps, kernels[:, :, ::-1, ::-1])


@mistake("rows and columns of the kernel are swapped")
def convolve(maps, kernels):
    return right(maps, kernels.swapaxes(2, 3))


@mistake("the padding is missing: the map shrinks")
def convolve(maps, kernels):
    border = kernels.shape[-1] // 2
    whole = right(maps, kernels)
    return whole[:, border : whole.shape[1] - border, border : whole.shape[2] - border]


@mistake("the edge is repeated instead of padded with zeros")
def convolve(maps, kernels):
    border = kernels.shape[-1] // 2
    wide = np.pad(maps, ((0, 0), (border, border), (border, border)), mode="edge")
    whole = right(wide, kernels)
    return whole[:, border : whole.shape[1] - border, border : whole.shape[2] - border]


@mistake("the map wraps around at its edges")
def convolve(maps, kernels):
    border = kernels.shape[-1] // 2
    wide = np.pad(maps, ((0, 0), (border, border), (border, border)), mode="wrap")
    whole = right(wide, kernels)
    return whole[:, border : whole.shape[1] - border, border : whole.shape[2] - border]


@mistake("the peepholes are missing")
def cell(x, h, c, wx, wh, bias, peep):
    return step(x, h, c, wx, wh, bias, 0 * peep)


@mistake("the output gate sees the old cell instead of the new one")
def cell(x, h, c, wx, wh, bias, peep):
    i, f, g, o = sums(x, h, wx, wh, bias)
    new_c = sigmoid(f + peep[1] * c) * c + sigmoid(i + peep[0] * c) * np.tanh(g)
    return sigmoid(o + peep[2] * c) * np.tanh(new_c), new_c


@mistake("the gates are taken in another order: they are i, f, g, o")
def cell(x, h, c, wx, wh, bias, peep):
    i, f, o, g = sums(x, h, wx, wh, bias)
    new_c = sigmoid(f + peep[1] * c) * c + sigmoid(i + peep[0] * c) * np.tanh(g)
    return sigmoid(o + peep[2] * new_c) * np.tanh(new_c), new_c


@mistake("new h lacks the tanh around the cell")
def cell(x, h, c, wx, wh, bias, peep):
    i, f, g, o = sums(x, h, wx, wh, bias)
    new_c = sigmoid(f + peep[1] * c) * c + sigmoid(i + peep[0] * c) * np.tanh(g)
    return sigmoid(o + peep[2] * new_c) * new_c, new_c


@mistake("the sigmoid overflows: compute with e^-|z|")
def cell(x, h, c, wx, wh, bias, peep):
    i, f, g, o = sums(x, h, wx, wh, bias)
    wild = lambda z: np.exp(z) / (1 + np.exp(z))
    new_c = wild(f + peep[1] * c) * c + wild(i + peep[0] * c) * np.tanh(g)
    return wild(o + peep[2] * new_c) * np.tanh(new_c), new_c


@mistake("the cell is not carried from frame to frame")
def run(frames, wx, wh, bias, peep):
    h = nothing = np.zeros(peep.shape[1:])
    hidden = []
    for x in frames:
        h, _ = step(x, h, nothing, wx, wh, bias, peep)
        hidden.append(h)
    return np.stack(hidden)


@mistake("only the last output is returned")
def run(frames, wx, wh, bias, peep):
    h = c = np.zeros(peep.shape[1:])
    for x in frames:
        h, c = step(x, h, c, wx, wh, bias, peep)
    return h


@mistake("h is not carried from frame to frame")
def run(frames, wx, wh, bias, peep):
    c = nothing = np.zeros(peep.shape[1:])
    hidden = []
    for x in frames:
        h, c = step(x, nothing, c, wx, wh, bias, peep)
        hidden.append(h)
    return np.stack(hidden)
