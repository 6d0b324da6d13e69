# diagnosis: the relu is applied to what a layer is given: the input must not go through one
import numpy as np


def mlp(x, weights, biases):
    for w, b in zip(weights, biases):
        x = b + np.where(x > 0, x, 0.0).dot(w)
    return x


def mlp_backward(upstream, x, weights, biases):
    hs = [x]
    for w, b in zip(weights[:-1], biases[:-1]):
        z = hs[-1].dot(w) + b
        hs.append(z * (z > 0))
    delta = upstream
    dws, dbs = [None] * len(weights), [None] * len(weights)
    for i in range(len(weights) - 1, -1, -1):
        dws[i] = np.dot(hs[i].T, delta)
        dbs[i] = np.sum(delta, 0)
        delta = np.dot(delta, weights[i].T)
        if i:
            delta = np.where(hs[i] > 0, delta, 0.0)
    return delta, dws, dbs
