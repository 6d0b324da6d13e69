# diagnosis: the weights are scaled by a alone: the frozen ones are to stay, a is added to one
import numpy as np


def glora(x, w, bias, a, b, c, d, e):
    m = np.multiply(w, a) + b
    return np.dot(x, m.T) + np.dot(w, c) + bias * (d + 1) + e


def merge(w, bias, a, b, c, d, e):
    return w * (1 + a) + b, w @ c + bias * (1 + d) + e
