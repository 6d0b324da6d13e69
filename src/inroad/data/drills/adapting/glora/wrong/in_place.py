# diagnosis: the input is changed in place: copy it, or write x = x + y instead of x += y
import numpy as np


def glora(x, w, bias, a, b, c, d, e):
    bias += bias * d + e + w @ c
    return x @ (w * (1 + a) + b).T + bias


def merge(w, bias, a, b, c, d, e):
    return w * (1 + a) + b, w @ c + bias * (1 + d) + e
