"""Known mistakes in GLoRA."""

from inroad.practice.kit import mistake
from solution import merge as right


@mistake("the weights are scaled by a alone: the frozen ones are to stay, a is added to one")
def glora(x, w, bias, a, b, c, d, e):
    return x @ (w * a + b).T + right(w, bias, a, b, c, d, e)[1]


@mistake("a is multiplied as a matrix, not entry by entry")
def glora(x, w, bias, a, b, c, d, e):
    return x @ (w + w @ w.T @ a + b).T + right(w, bias, a, b, c, d, e)[1]


@mistake("c meets the adapted weights instead of the frozen ones")
def glora(x, w, bias, a, b, c, d, e):
    weights = w + w * a + b
    return x @ weights.T + weights @ c + bias * d + e + bias


@mistake("the part of c is left out")
def glora(x, w, bias, a, b, c, d, e):
    return x @ (w + w * a + b).T + bias * d + e + bias


@mistake("the frozen bias is left out: d scales it in addition")
def glora(x, w, bias, a, b, c, d, e):
    return x @ (w + w * a + b).T + w @ c + bias * d + e


@mistake("d is added to the bias instead of scaling it")
def glora(x, w, bias, a, b, c, d, e):
    return x @ (w + w * a + b).T + w @ c + bias + d + e


@mistake("a is added to the weights instead of scaling them")
def glora(x, w, bias, a, b, c, d, e):
    return x @ (w + a + b).T + right(w, bias, a, b, c, d, e)[1]


@mistake("c meets the adapted weights instead of the frozen ones")
def merge(w, bias, a, b, c, d, e):
    weights = w + w * a + b
    return weights, weights @ c + bias * d + e + bias


@mistake("the frozen bias is left out: d scales it in addition")
def merge(w, bias, a, b, c, d, e):
    return w + w * a + b, w @ c + bias * d + e


@mistake("the weights are scaled by a alone: the frozen ones are to stay, a is added to one")
def merge(w, bias, a, b, c, d, e):
    return w * a + b, right(w, bias, a, b, c, d, e)[1]
