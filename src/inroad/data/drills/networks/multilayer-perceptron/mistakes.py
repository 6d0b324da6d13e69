"""Known mistakes in the multilayer perceptron."""

import numpy as np
from inroad.practice.kit import mistake
from solution import run


def relu(z):
    return np.maximum(z, 0)


@mistake("the last layer has a relu, too: it must be linear")
def mlp(x, weights, biases):
    return relu(run(x, weights, biases)[1][-1])


@mistake("the relu is missing: the layers are one linear map")
def mlp(x, weights, biases):
    for w, b in zip(weights, biases):
        x = x @ w + b
    return x


@mistake("the relu is applied before the bias is added")
def mlp(x, weights, biases):
    for w, b in zip(weights[:-1], biases[:-1]):
        x = relu(x @ w) + b
    return x @ weights[-1] + biases[-1]


@mistake("the relu is applied to what a layer is given: the input must not go through one")
def mlp(x, weights, biases):
    for w, b in zip(weights, biases):
        x = relu(x) @ w + b
    return x


@mistake("the biases are missing")
def mlp(x, weights, biases):
    return run(x, weights, [0 * b for b in biases])[1][-1]


@mistake("the last layer is left out")
def mlp(x, weights, biases):
    for w, b in zip(weights[:-1], biases[:-1]):
        x = relu(x @ w + b)
    return x


@mistake("the weights are turned: they have shape (in, out)")
def mlp(x, weights, biases):
    return run(x, [w.T for w in weights], biases)[1][-1]


def back(upstream, x, weights, biases, mask=lambda z, g: z > 0, shift=0, last=False, turn=True, factor=1.0):
    given, made = run(x, weights, biases)
    by_weights, by_biases, g, top = [], [], upstream, len(weights) - 1
    for layer in range(top, -1, -1):
        if layer < top or last:
            g = g * mask(made[layer], g)
        by_weights.insert(0, given[layer].T @ g * factor)
        by_biases.insert(0, g.sum(axis=0) * factor)
        g = g @ weights[layer].T
    return g, by_weights, by_biases


@mistake("the relu's slope at 0 is 0")
def mlp_backward(upstream, x, weights, biases):
    return back(upstream, x, weights, biases, mask=lambda z, g: z >= 0)


@mistake("the relu's slope is missing on the way back")
def mlp_backward(upstream, x, weights, biases):
    return back(upstream, x, weights, biases, mask=lambda z, g: 1.0)


@mistake("the relu's mask is taken of the gradient, not of what the layer made")
def mlp_backward(upstream, x, weights, biases):
    return back(upstream, x, weights, biases, mask=lambda z, g: g > 0)


@mistake("the last layer's gradient goes through a relu, but the last layer has none")
def mlp_backward(upstream, x, weights, biases):
    return back(upstream, x, weights, biases, last=True)


@mistake("the relu's slope is its value: it must be 1 where the number was positive")
def mlp_backward(upstream, x, weights, biases):
    return back(upstream, x, weights, biases, mask=lambda z, g: relu(z))


@mistake("the gradients are averaged over the examples: those of the sum are asked for")
def mlp_backward(upstream, x, weights, biases):
    return back(upstream, x, weights, biases, factor=1 / len(x))


@mistake("the lists of gradients are in the order of the way back")
def mlp_backward(upstream, x, weights, biases):
    by_x, by_weights, by_biases = back(upstream, x, weights, biases)
    return by_x, by_weights[::-1], by_biases[::-1]


@mistake("the gradient by the weights uses what the layer made instead of what it was given")
def mlp_backward(upstream, x, weights, biases):
    made = [relu(z) for z in run(x, weights, biases)[1]]
    right = back(upstream, x, weights, biases)
    seeds = seeds_of(upstream, x, weights, biases)
    return right[0], [h.T @ g for h, g in zip(made, seeds)], right[2]


def seeds_of(upstream, x, weights, biases):
    made = run(x, weights, biases)[1]
    seeds = [upstream]
    for layer in range(len(weights) - 1, 0, -1):
        seeds.insert(0, seeds[0] @ weights[layer].T * (made[layer - 1] > 0))
    return seeds


@mistake("the gradient by the weights lacks the relu before them: it uses what the layer below made, uncut")
def mlp_backward(upstream, x, weights, biases):
    right = back(upstream, x, weights, biases)
    uncut = [x, *run(x, weights, biases)[1][:-1]]
    return right[0], [z.T @ g for z, g in zip(uncut, seeds_of(upstream, x, weights, biases))], right[2]


@mistake("the gradient by x stops before the first layer's weights")
def mlp_backward(upstream, x, weights, biases):
    _, by_weights, by_biases = back(upstream, x, weights, biases)
    return seeds_of(upstream, x, weights, biases)[0], by_weights, by_biases


@mistake("the relu's mask is the one of the layer above")
def mlp_backward(upstream, x, weights, biases):
    given, made = run(x, weights, biases)
    by_weights, by_biases, g = [], [], upstream
    for layer in range(len(weights) - 1, -1, -1):
        by_weights.insert(0, given[layer].T @ g)
        by_biases.insert(0, g.sum(axis=0))
        g = (g * (made[layer] > 0)) @ weights[layer].T
    return g, by_weights, by_biases
