# diagnosis: the gradients are those of the sum over rows, not of the mean
import numpy as np


def encode(rows, w, b):
    e = np.exp(2 * (np.dot(rows, w) + b[None, :]))
    return 1 - 2 / (e + 1)


def decode(z, w, a):
    return np.einsum("nk,dk->nd", z, w) + a[None, :]


def loss(x, noisy, w, b, a):
    rest = np.tanh(noisy.dot(w) + b).dot(w.T) + a - x
    return float(np.mean(np.sum(rest * rest, axis=1)))


def gradients(x, noisy, w, b, a):
    hidden = np.tanh(noisy.dot(w) + b)
    rest = 2 * (hidden.dot(w.T) + a - x)
    delta = rest.dot(w) * (1 - hidden * hidden)
    dw = np.einsum("nd,nk->dk", noisy, delta) + np.einsum("nd,nk->dk", rest, hidden)
    return dw, delta.sum(0), rest.sum(0)
