# diagnosis: c meets the adapted weights instead of the frozen ones
import numpy as np


def glora(x, w, bias, a, b, c, d, e):
    matrix = w + w * a + b
    shift = bias + bias * d + e + w @ c
    return np.einsum("ni,oi->no", x, matrix) + shift


def merge(w, bias, a, b, c, d, e):
    m = w * (1 + a) + b
    return m, np.dot(m, c) + bias * (1 + d) + e
