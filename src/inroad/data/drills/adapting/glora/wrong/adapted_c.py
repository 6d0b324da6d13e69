# diagnosis: c meets the adapted weights instead of the frozen ones
import numpy as np


def glora(x, w, bias, a, b, c, d, e):
    m = w * (1 + a) + b
    return np.dot(x, m.T) + np.dot(m, c) + bias * (1 + d) + e


def merge(w, bias, a, b, c, d, e):
    return w * (1 + a) + b, w @ c + bias * (1 + d) + e
