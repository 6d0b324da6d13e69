# diagnosis: the values are right, but an axis of length one is too many or missing (keepdims?)
import numpy as np


def mlp(x, weights, biases):
    h = x
    for i in range(len(weights)):
        h = np.einsum("ni,ij->nj", h, weights[i]) + biases[i]
        if i + 1 < len(weights):
            h = np.where(h > 0, h, 0.0)
    return h


def mlp_backward(upstream, x, weights, biases):
    hs = [x]
    for w, b in zip(weights[:-1], biases[:-1]):
        z = hs[-1].dot(w) + b
        hs.append(z * (z > 0))
    delta = upstream
    dws, dbs = [None] * len(weights), [None] * len(weights)
    for i in range(len(weights) - 1, -1, -1):
        dws[i] = np.dot(hs[i].T, delta)
        dbs[i] = np.sum(delta, axis=0, keepdims=True)
        delta = np.dot(delta, weights[i].T)
        if i:
            delta = np.where(hs[i] > 0, delta, 0.0)
    return delta, dws, dbs
