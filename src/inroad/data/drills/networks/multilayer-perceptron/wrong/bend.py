# diagnosis: the relu's slope at 0 is 0
import numpy as np


def mlp(x, weights, biases):
    h = x
    for i in range(len(weights)):
        h = np.einsum("ni,ij->nj", h, weights[i]) + biases[i]
        if i + 1 < len(weights):
            h = np.where(h > 0, h, 0.0)
    return h


def mlp_backward(upstream, x, weights, biases):
    hs, masks = [x], []
    for w, b in zip(weights[:-1], biases[:-1]):
        z = hs[-1].dot(w) + b
        masks.append(~(z < 0))
        hs.append(np.abs(z) / 2 + z / 2)
    delta, dws, dbs = upstream, [], []
    for h, w in zip(hs[::-1], weights[::-1]):
        dws = [h.T.dot(delta), *dws]
        dbs = [delta.sum(0), *dbs]
        delta = delta.dot(w.T)
        if masks:
            delta = delta * masks.pop()
    return delta, dws, dbs
