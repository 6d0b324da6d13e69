"""Multilayer perceptron with its gradients, written plainly."""

import numpy as np


def run(x, weights, biases):
    """What each layer is given and what it makes before the relu."""
    given, made = [], []
    for w, b in zip(weights, biases):
        given.append(x)
        made.append(x @ w + b)
        x = np.maximum(made[-1], 0)
    return given, made


def mlp(x, weights, biases):
    return run(x, weights, biases)[1][-1]


def mlp_backward(upstream, x, weights, biases):
    given, made = run(x, weights, biases)
    by_weights, by_biases = [], []
    g = upstream
    for layer in reversed(range(len(weights))):
        if layer < len(weights) - 1:
            g = g * (made[layer] > 0)
        by_weights.insert(0, given[layer].T @ g)
        by_biases.insert(0, g.sum(axis=0))
        g = g @ weights[layer].T
    return g, by_weights, by_biases
