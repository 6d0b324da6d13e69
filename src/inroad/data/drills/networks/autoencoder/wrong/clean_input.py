# diagnosis: the clean row is encoded instead of the noisy one
import numpy as np


def encode(rows, w, b):
    e = np.exp(2 * (np.dot(rows, w) + b[None, :]))
    return 1 - 2 / (e + 1)


def decode(z, w, a):
    return np.einsum("nk,dk->nd", z, w) + a[None, :]


def loss(x, noisy, w, b, a):
    rest = x - a - np.tanh(x.dot(w) + b).dot(w.T)
    return float(np.mean(np.einsum("nd,nd->n", rest, rest)))


def gradients(x, noisy, w, b, a):
    n = len(x)
    hidden = np.tanh(noisy.dot(w) + b)
    rest = hidden.dot(w.T) + a - x
    delta = rest.dot(w) * (1 - hidden * hidden)
    dw = 2 / n * (np.einsum("nd,nk->dk", noisy, delta) + np.einsum("nd,nk->dk", rest, hidden))
    return dw, 2 * np.mean(delta, 0), 2 * np.mean(rest, 0)
