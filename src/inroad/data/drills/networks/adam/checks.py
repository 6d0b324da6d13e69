"""What is checked of an answer to Adam."""

import numpy as np

from inroad.practice.kit import array, inputs, number, positive, prop, same, size, stable


@inputs
def state(draw):
    p, t = size(draw, 2, 4), size(draw, 1, 6)
    rates = number(draw, 0.01, 0.5), number(draw, 0.5, 0.95), number(draw, 0.6, 0.99), number(draw, 0.01, 0.3)
    return array(draw, p), array(draw, p), array(draw, p), positive(draw, p), t, *rates


@inputs
def path(draw):
    p, k = size(draw, 2, 4), size(draw, 3, 6)
    rates = number(draw, 0.01, 0.5), number(draw, 0.5, 0.95), number(draw, 0.6, 0.99), number(draw, 0.01, 0.3)
    return array(draw, p), array(draw, k, p) + 0.1, *rates


def first_step(answer, reference, theta, gradients, lr, beta1, beta2, eps):
    moved = theta - answer.adam(theta, gradients, lr, beta1, beta2, 1e-12)[0]
    assert np.allclose(moved, lr * np.sign(gradients[0]), atol=1e-8), (
        "with a tiny eps the first step must be lr times the sign of the gradient"
    )


def scaled(answer, reference, theta, gradients, lr, beta1, beta2, eps):
    small = answer.adam(theta, gradients, lr, beta1, beta2, eps)
    large = answer.adam(theta, 1000 * gradients, lr, beta1, beta2, 1000 * eps)
    assert np.allclose(small, large, atol=1e-8), "scaling gradients and eps alike must not change the steps"


zeros = np.zeros(3)

CHECKS = [
    # A few products and a root for each step: relative errors stay near 1e-15.
    *same("adam_step", state, rtol=1e-9, atol=1e-11),
    *same("adam", path, rtol=1e-9, atol=1e-11),
    prop(
        "invariance",
        "the first step is lr, whatever the gradient",
        first_step,
        path,
        calls="adam",
        examples=10,
    ),
    prop("invariance", "the scale of the gradients cancels", scaled, path, calls="adam", examples=10),
    stable(
        "adam_step",
        (np.ones(3), zeros, zeros, zeros, 1, 0.1, 0.9, 0.999, 1e-8),
        (zeros, np.array([1e-12, -1e6, 0.0]), zeros, zeros, 1, 0.1, 0.9, 0.999, 1e-8),
        rtol=1e-9,
        atol=1e-15,  # the step of a tiny gradient is told apart from none
    ),
]
