# diagnosis: a is added to the weights instead of scaling them
import numpy as np


def glora(x, w, bias, a, b, c, d, e):
    m = a + b + w
    return np.dot(x, m.T) + np.dot(w, c) + bias * (1 + d) + e


def merge(w, bias, a, b, c, d, e):
    return w * (1 + a) + b, w @ c + bias * (1 + d) + e
