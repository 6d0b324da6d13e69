# diagnosis: the gradient by the weights lacks the relu before them: it uses what the layer below made, uncut
import numpy as np


def mlp(x, weights, biases):
    h = x
    for i in range(len(weights)):
        h = np.einsum("ni,ij->nj", h, weights[i]) + biases[i]
        if i + 1 < len(weights):
            h = np.where(h > 0, h, 0.0)
    return h


def mlp_backward(upstream, x, weights, biases):
    zs, h = [x], x
    for w, b in zip(weights, biases):
        zs.append(h.dot(w) + b)
        h = zs[-1] * (zs[-1] > 0)
    delta = upstream
    dws, dbs = {}, {}
    for i in reversed(range(len(weights))):
        dws[i], dbs[i] = zs[i].T.dot(delta), delta.sum(0)
        delta = delta.dot(weights[i].T)
        if i > 0:
            delta = delta * (zs[i] > 0)
    return delta, [dws[i] for i in range(len(dws))], [dbs[i] for i in range(len(dbs))]
