"""Denoising autoencoder with tied weights, written plainly."""

import numpy as np


def encode(rows, w, b):
    return np.tanh(rows @ w + b)


def decode(z, w, a):
    return z @ w.T + a


def loss(x, noisy, w, b, a):
    return float(((decode(encode(noisy, w, b), w, a) - x) ** 2).sum() / len(x))


def gradients(x, noisy, w, b, a):
    z = encode(noisy, w, b)
    by_output = 2 * (decode(z, w, a) - x) / len(x)
    by_sums = by_output @ w * (1 - z**2)
    return noisy.T @ by_sums + by_output.T @ z, by_sums.sum(axis=0), by_output.sum(axis=0)
