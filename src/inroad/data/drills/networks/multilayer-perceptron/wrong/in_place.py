# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
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
    dws, dbs = [], []
    for h in hs[::-1]:
        dws.append(h.T.dot(upstream))
        dbs.append(upstream.sum(0))
        upstream = upstream.dot(weights.pop().T)
        if weights:
            upstream *= h > 0
    return upstream, dws[::-1], dbs[::-1]
