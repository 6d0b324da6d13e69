import numpy as np


def mlp(x, weights, biases):
    if len(weights) == 1:
        return x @ weights[0] + biases[0]
    return mlp(np.maximum(x @ weights[0] + biases[0], 0), weights[1:], biases[1:])


def mlp_backward(upstream, x, weights, biases):
    z = x @ weights[0] + biases[0]
    if len(weights) == 1:
        return upstream @ weights[0].T, [x.T @ upstream], [upstream.sum(0)]
    by_h, by_weights, by_biases = mlp_backward(upstream, np.maximum(z, 0), weights[1:], biases[1:])
    g = np.where(z > 0, by_h, 0.0)
    return g @ weights[0].T, [x.T @ g, *by_weights], [g.sum(0), *by_biases]
