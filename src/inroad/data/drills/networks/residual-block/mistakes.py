"""Known mistakes in residual blocks."""

import numpy as np
from inroad.practice.kit import mistake
from solution import relu


def inner(x, w1, b1, w2, b2):
    return relu(x @ w1 + b1) @ w2 + b2


@mistake("the shortcut is missing")
def residual_block(x, w1, b1, w2, b2):
    return relu(inner(x, w1, b1, w2, b2))


@mistake("the relu after the addition is missing")
def residual_block(x, w1, b1, w2, b2):
    return x + inner(x, w1, b1, w2, b2)


@mistake("the last relu comes before the addition instead of after it")
def residual_block(x, w1, b1, w2, b2):
    return x + relu(inner(x, w1, b1, w2, b2))


@mistake("the relu between the layers is missing")
def residual_block(x, w1, b1, w2, b2):
    return relu(x + (x @ w1 + b1) @ w2 + b2)


@mistake("the shortcut is subtracted")
def residual_block(x, w1, b1, w2, b2):
    return relu(inner(x, w1, b1, w2, b2) - x)


@mistake("the biases are missing")
def residual_block(x, w1, b1, w2, b2):
    return relu(x + relu(x @ w1) @ w2)


@mistake("the shortcut multiplies instead of adding")
def residual_block(x, w1, b1, w2, b2):
    return relu(x * inner(x, w1, b1, w2, b2))


@mistake("this is the pre-activation block")
def residual_block(x, w1, b1, w2, b2):
    return x + inner(relu(x), w1, b1, w2, b2)


@mistake("the shortcut has a relu of its own")
def projected_block(x, w1, b1, w2, b2, ws):
    return relu(relu(x @ ws) + inner(x, w1, b1, w2, b2))


@mistake("the shortcut is missing")
def projected_block(x, w1, b1, w2, b2, ws):
    return relu(inner(x, w1, b1, w2, b2))


@mistake("the layers are given the projected x")
def projected_block(x, w1, b1, w2, b2, ws):
    return relu(x @ ws + inner(x @ ws, w1, b1, w2, b2))


@mistake("the shortcut gets the layers' bias, too")
def projected_block(x, w1, b1, w2, b2, ws):
    return relu(x @ ws + b2 + inner(x, w1, b1, w2, b2))


@mistake("the relu after the addition is missing")
def projected_block(x, w1, b1, w2, b2, ws):
    return x @ ws + inner(x, w1, b1, w2, b2)


@mistake("the shortcut starts after the first relu: it must carry x itself")
def preactivation_block(x, w1, b1, w2, b2):
    return relu(x) + inner(relu(x), w1, b1, w2, b2)


@mistake("a relu stands after the addition: with pre-activation the shortcut is free")
def preactivation_block(x, w1, b1, w2, b2):
    return relu(x + inner(relu(x), w1, b1, w2, b2))


@mistake("the relu before the first layer is missing")
def preactivation_block(x, w1, b1, w2, b2):
    return x + inner(x, w1, b1, w2, b2)


@mistake("a relu stands after the last layer, before the addition")
def preactivation_block(x, w1, b1, w2, b2):
    return x + relu(inner(relu(x), w1, b1, w2, b2))


def back(upstream, x, w1, b1, w2, b2, out=True, mid=True, past=1.0, through=1.0):
    z = x @ w1 + b1
    h = relu(z)
    g = upstream * (x + h @ w2 + b2 > 0) if out else upstream
    by_z = (g @ w2.T) * (z > 0) if mid else g @ w2.T
    return past * g + through * by_z @ w1.T, x.T @ by_z, by_z.sum(axis=0), h.T @ g, g.sum(axis=0)


@mistake("the gradient by x lacks the way past the layers")
def residual_backward(upstream, x, w1, b1, w2, b2):
    return back(upstream, x, w1, b1, w2, b2, past=0.0)


@mistake("the gradient by x lacks the way through the layers")
def residual_backward(upstream, x, w1, b1, w2, b2):
    return back(upstream, x, w1, b1, w2, b2, through=0.0)


@mistake("the slope of the last relu is missing")
def residual_backward(upstream, x, w1, b1, w2, b2):
    return back(upstream, x, w1, b1, w2, b2, out=False)


@mistake("the slope of the relu between the layers is missing")
def residual_backward(upstream, x, w1, b1, w2, b2):
    return back(upstream, x, w1, b1, w2, b2, mid=False)


@mistake("the way past the layers does not go through the last relu: its slope belongs to both ways")
def residual_backward(upstream, x, w1, b1, w2, b2):
    right = back(upstream, x, w1, b1, w2, b2, past=0.0)
    return right[0] + upstream, *right[1:]


@mistake("the last relu's slope is that of F(x) alone: x has been added before it")
def residual_backward(upstream, x, w1, b1, w2, b2):
    z = x @ w1 + b1
    h = relu(z)
    g = upstream * (h @ w2 + b2 > 0)
    by_z = (g @ w2.T) * (z > 0)
    return g + by_z @ w1.T, x.T @ by_z, by_z.sum(axis=0), h.T @ g, g.sum(axis=0)


@mistake("the gradients by the biases are averaged, not summed")
def residual_backward(upstream, x, w1, b1, w2, b2):
    by_x, by_w1, by_b1, by_w2, by_b2 = back(upstream, x, w1, b1, w2, b2)
    return by_x, by_w1, by_b1 / len(x), by_w2, by_b2 / len(x)


@mistake("the gradient by w2 uses what the first layer made before the relu")
def residual_backward(upstream, x, w1, b1, w2, b2):
    by_x, by_w1, by_b1, _, by_b2 = back(upstream, x, w1, b1, w2, b2)
    z = x @ w1 + b1
    g = upstream * (x + relu(z) @ w2 + b2 > 0)
    return by_x, by_w1, by_b1, z.T @ g, by_b2
