# diagnosis: the frozen bias is left out: d scales it in addition
import numpy as np


def glora(x, w, bias, a, b, c, d, e):
    matrix = w + w * a + b
    shift = bias + bias * d + e + w @ c
    return np.einsum("ni,oi->no", x, matrix) + shift


def merge(w, bias, a, b, c, d, e):
    m = w * (1 + a) + b
    return m, np.dot(w, c) + np.multiply(bias, d) + e
