"""Known mistakes in the denoising autoencoder."""

import numpy as np
from inroad.practice.kit import mistake
from solution import decode as decoded
from solution import encode as encoded
from solution import gradients as right


@mistake("the encoder has no tanh")
def encode(rows, w, b):
    return rows @ w + b


@mistake("the bias is added after the tanh")
def encode(rows, w, b):
    return np.tanh(rows @ w) + b


@mistake("the decoder has a tanh: it must reach every value")
def decode(z, w, a):
    return np.tanh(z @ w.T + a)


@mistake("the decoder's bias is missing")
def decode(z, w, a):
    return z @ w.T


@mistake("the target is the noisy input instead of the clean one")
def loss(x, noisy, w, b, a):
    return float(((decoded(encoded(noisy, w, b), w, a) - noisy) ** 2).sum() / len(x))


@mistake("the clean row is encoded instead of the noisy one")
def loss(x, noisy, w, b, a):
    return float(((decoded(encoded(x, w, b), w, a) - x) ** 2).sum() / len(x))


@mistake("the loss is averaged over the columns, too")
def loss(x, noisy, w, b, a):
    return float(((decoded(encoded(noisy, w, b), w, a) - x) ** 2).mean())


@mistake("the loss is summed over the rows, not averaged")
def loss(x, noisy, w, b, a):
    return float(((decoded(encoded(noisy, w, b), w, a) - x) ** 2).sum())


@mistake("the absolute error is taken instead of the squared one")
def loss(x, noisy, w, b, a):
    return float(np.abs(decoded(encoded(noisy, w, b), w, a) - x).sum() / len(x))


@mistake("the decoder's share of the gradient by w is missing: w is used twice")
def gradients(x, noisy, w, b, a):
    z = encoded(noisy, w, b)
    by_output = 2 * (decoded(z, w, a) - x) / len(x)
    by_sums = by_output @ w * (1 - z**2)
    return noisy.T @ by_sums, by_sums.sum(axis=0), by_output.sum(axis=0)


@mistake("the encoder's share of the gradient by w is missing: w is used twice")
def gradients(x, noisy, w, b, a):
    z = encoded(noisy, w, b)
    by_output = 2 * (decoded(z, w, a) - x) / len(x)
    _, by_b, by_a = right(x, noisy, w, b, a)
    return by_output.T @ z, by_b, by_a


@mistake("the slope of the tanh is missing")
def gradients(x, noisy, w, b, a):
    z = encoded(noisy, w, b)
    by_output = 2 * (decoded(z, w, a) - x) / len(x)
    by_sums = by_output @ w
    return noisy.T @ by_sums + by_output.T @ z, by_sums.sum(axis=0), by_output.sum(axis=0)


@mistake("the clean rows take the place of the noisy ones in the gradient by w")
def gradients(x, noisy, w, b, a):
    z = encoded(noisy, w, b)
    by_output = 2 * (decoded(z, w, a) - x) / len(x)
    by_sums = by_output @ w * (1 - z**2)
    return x.T @ by_sums + by_output.T @ z, by_sums.sum(axis=0), by_output.sum(axis=0)


@mistake("the gradients are those of the sum over rows, not of the mean")
def gradients(x, noisy, w, b, a):
    return tuple(each * len(x) for each in right(x, noisy, w, b, a))


@mistake("the factor 2 of the square is missing")
def gradients(x, noisy, w, b, a):
    return tuple(each / 2 for each in right(x, noisy, w, b, a))


@mistake("the biases' gradients keep an axis of length one")
def gradients(x, noisy, w, b, a):
    by_w, by_b, by_a = right(x, noisy, w, b, a)
    return by_w, by_b[None], by_a[None]
