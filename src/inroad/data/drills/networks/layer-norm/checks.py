"""What is checked of an answer to layer normalisation."""

import numpy as np

from inroad.practice.kit import array, gradient, inputs, number, prop, same, size, stable


@inputs
def rows(draw):
    n, d = size(draw, 2, 4), size(draw, 3, 5)
    return array(draw, n, d), array(draw, d), array(draw, d), number(draw, 0.01, 0.5)


def moved(answer, reference, x, gamma, beta, eps):
    shift = np.arange(1.0, len(x) + 1)[:, None]
    assert np.allclose(
        answer.layer_norm(x + shift, gamma, beta, eps), answer.layer_norm(x, gamma, beta, eps)
    ), "adding one number to all features of an example must change nothing"


def alone(answer, reference, x, gamma, beta, eps):
    together = answer.layer_norm(x, gamma, beta, eps)
    assert np.allclose(answer.layer_norm(x[:1], gamma, beta, eps), together[:1]), (
        "an example must not depend on the others"
    )


weights = np.array([1.0, 2.0, -1.0]), np.array([0.5, 0.0, -0.5])

CHECKS = [
    # Two short means and a root: relative errors stay near 1e-15.
    *same("layer_norm", rows, rtol=1e-9, atol=1e-10),
    prop("invariance", "moving an example changes nothing", moved, rows, calls="layer_norm", examples=10),
    prop("invariance", "each example stands alone", alone, rows, calls="layer_norm", examples=10),
    stable(
        "layer_norm",
        (np.array([[1e8, 1e8 + 1, 1e8 + 5], [-3e8, -3e8 + 2, -3e8 + 1]]), *weights, 1e-5),
        (np.array([[7.0, 7.0, 7.0]]), *weights, 1e-5),
    ),
    gradient("layer_norm_backward", "layer_norm", rows, of=(0, 1, 2)),
]
