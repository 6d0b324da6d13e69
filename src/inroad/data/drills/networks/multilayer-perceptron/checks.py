"""What is checked of an answer to the multilayer perceptron."""

import numpy as np

from inroad.practice.kit import Failed, array, central, chance, inputs, prop, same, size


def network(draw, least, most):
    n, layers = size(draw, 2, 4), size(draw, least, most)
    sizes = [size(draw, 2, 4) for _ in range(layers + 1)]
    rng = chance(draw)
    # Normal numbers: none lies exactly on a relu's bend.
    weights = [rng.normal(size=pair) for pair in zip(sizes, sizes[1:])]
    return rng.normal(size=(n, sizes[0])), weights, [rng.normal(size=length) / 2 for length in sizes[1:]]


@inputs
def networks(draw):
    return network(draw, 1, 4)


@inputs
def with_upstream(draw):
    x, weights, biases = network(draw, 1, 4)
    return array(draw, len(x), biases[-1].size) + 0.3, x, weights, biases


@inputs
def at_the_bend(draw):
    x = np.zeros((size(draw, 2, 3), 2))
    return np.ones((len(x), 1)), x, [np.ones((2, 3)), np.ones((3, 1))], [np.zeros(3), np.zeros(1)]


def differences(answer, reference, upstream, x, weights, biases):
    by_x, by_weights, by_biases = answer.mlp_backward(upstream, x, weights, biases)

    def loss(at, of=None, layer=0):
        each = {"x": x, "weights": list(weights), "biases": list(biases)}
        if of is None:
            each["x"] = at
        else:
            each[of][layer] = at
        return float(np.sum(upstream * reference.mlp(each["x"], each["weights"], each["biases"])))

    pairs = [("x", by_x, central(loss, x))]
    for layer in range(len(weights)):
        for of, start, got in (("weights", weights, by_weights), ("biases", biases, by_biases)):
            expected = central(lambda at, of=of, layer=layer: loss(at, of, layer), start[layer])
            pairs.append((f"{of}[{layer}]", got[layer], expected))
    for name, got, expected in pairs:
        if np.shape(got) != expected.shape or not np.allclose(got, expected, rtol=1e-5, atol=1e-6):
            told = f"the gradient by {name} differs from central differences"
            raise Failed(told, None, (upstream, x, weights, biases), got, expected)


def scaled(answer, reference, x, weights, biases):
    bare = [0 * b for b in biases]
    twice = answer.mlp(2 * x, weights, bare)
    assert np.allclose(twice, 2 * answer.mlp(x, weights, bare)), (
        "without biases, 2 x must give twice the output"
    )


CHECKS = [
    # Up to four small products of numbers near one: relative errors stay near 1e-14.
    *same("mlp", networks, rtol=1e-9, atol=1e-9, examples=20),
    *same("mlp_backward", with_upstream, rtol=1e-9, atol=1e-9, examples=20),
    *same("mlp_backward", at_the_bend, examples=2),
    prop("invariance", "a relu network without biases scales", scaled, networks, calls="mlp", examples=8),
    prop(
        "gradient",
        "mlp_backward agrees with central differences",
        differences,
        with_upstream,
        calls="mlp_backward",
        examples=4,
    ),
]
