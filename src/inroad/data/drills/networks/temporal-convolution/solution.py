"""Dilated causal convolution, written plainly."""

import numpy as np


def causal(x, w, b, dilation):
    y = np.zeros((len(x), w.shape[2])) + b
    for j in range(len(w)):
        late = j * dilation
        if late < len(x):
            y[late:] += x[: len(x) - late] @ w[j]
    return y


def causal_backward(upstream, x, w, b, dilation):
    by_x, by_w = np.zeros(x.shape), np.zeros(w.shape)
    for j in range(len(w)):
        late = j * dilation
        if late < len(x):
            by_x[: len(x) - late] += upstream[late:] @ w[j].T
            by_w[j] = x[: len(x) - late].T @ upstream[late:]
    return by_x, by_w, upstream.sum(axis=0)


def receptive_field(taps, dilations):
    return 1 + (taps - 1) * sum(dilations)
