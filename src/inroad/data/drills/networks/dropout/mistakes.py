"""Known mistakes in dropout."""

import numpy as np
from inroad.practice.kit import mistake
from solution import mask


@mistake("p = 1 divides by zero: all entries must be 0")
def dropout(x, u, p):
    return x * (u >= p) / np.float64(1 - p)


@mistake("p is taken for the probability to keep")
def dropout(x, u, p):
    return x * mask(u, 1 - p)


@mistake("the entries that should be dropped are kept")
def dropout(x, u, p):
    return x * (u < p) / (1 - p)


@mistake("what is kept is not scaled: divide by 1 - p in training")
def dropout(x, u, p):
    return x * (u >= p)


@mistake("what is kept is divided by p, not by 1 - p")
def dropout(x, u, p):
    return x * (u >= p) / p


@mistake("what is kept is multiplied by 1 - p, not divided")
def dropout(x, u, p):
    return x * (u >= p) * (1 - p)


@mistake("an entry with u equal to p is dropped: with p = 0 none may be")
def dropout(x, u, p):
    return x * (u > p) / (1 - p)


@mistake("the scale is the share that happened to be kept, not 1 - p")
def dropout(x, u, p):
    return x * (u >= p) / np.mean(u >= p)


@mistake("one mask is used for all examples")
def dropout(x, u, p):
    return x * mask(u[0], p)


@mistake("one mask is used for all features")
def dropout(x, u, p):
    return x * mask(u[:, :1], p)


@mistake("the result is scaled by 1 - p after training: inverted dropout has scaled already")
def dropout_eval(x, p):
    return x * (1 - p)


@mistake("the result is divided by 1 - p after training, too")
def dropout_eval(x, p):
    return x / (1 - p)


@mistake("one draw drops a place in all channels instead of a channel at all places")
def dropout_channels(x, u, p):
    return x * mask(u, p)[None, None, :, :]


@mistake("the channels of all examples are dropped alike")
def dropout_channels(x, u, p):
    return x * mask(u[0], p)[None, :, None, None]


@mistake("whole examples are dropped, not channels")
def dropout_channels(x, u, p):
    return x * mask(u[:, 0], p)[:, None, None, None]


@mistake("the kept channels are not scaled")
def dropout_channels(x, u, p):
    return x * (u >= p)[:, :, None, None]


@mistake("the gradient lacks the scale 1 / (1 - p)")
def dropout_backward(upstream, u, p):
    return upstream * (u >= p)


@mistake("the gradient flows through dropped entries, too: use the mask of the way forward")
def dropout_backward(upstream, u, p):
    return upstream / (1 - p)


@mistake("dropout is forgotten on the way back")
def dropout_backward(upstream, u, p):
    return upstream


@mistake("the gradient is multiplied by 1 - p: the way back has the same factor as the way forward")
def dropout_backward(upstream, u, p):
    return upstream * (u >= p) * (1 - p)
