"""What is checked of an answer to dropout."""

import numpy as np

from inroad.practice.kit import array, choice, inputs, integers, prop, same, size, stable


def chances(draw, *shape):
    """Eighths, so that u often is p exactly."""
    return integers(draw, 0, 7, *shape) / 8, choice(draw, (0.25, 0.375, 0.625, 0.125, 0.0))


@inputs
def features(draw):
    shape = size(draw, 2, 5), size(draw, 3, 5)
    return array(draw, *shape) + 0.25, *chances(draw, *shape)


@inputs
def images(draw):
    n, c = size(draw, 2, 3), size(draw, 2, 4)
    return array(draw, n, c, size(draw, 2, 3), size(draw, 2, 4)) + 0.25, *chances(draw, n, c)


@inputs
def after(draw):
    return array(draw, size(draw, 2, 4), size(draw, 2, 4)) + 0.25, choice(draw, (0.25, 0.375, 0.625, 0.125))


def keeps_mean(answer, reference):
    u = (np.arange(8000) % 800 / 800).reshape(80, 100)
    for p in (0.1, 0.5, 0.8):
        mean = float(np.mean(answer.dropout(np.ones(u.shape), u, p)))
        assert abs(mean - 1) < 1e-6, f"with p = {p}, the mean of ones becomes {mean:.3g}"


def adjoint(answer, reference, x, u, p):
    upstream = np.cos(1.0 + 1.7 * np.arange(x.size)).reshape(x.shape)
    # Dropout is linear in x: its gradient's product with x is the loss itself.
    one, other = (
        np.sum(upstream * reference.dropout(x, u, p)),
        np.sum(answer.dropout_backward(upstream, u, p) * x),
    )
    assert np.isclose(one, other), "the gradient times x must give the loss, since dropout is linear"


zeros = np.array([[0.0, 0.5, 0.999]])

CHECKS = [
    # One product and one quotient: only the last digit may differ.
    *same("dropout", features, rtol=1e-9, atol=1e-12),
    *same("dropout_eval", after, rtol=1e-9, atol=1e-12, examples=10),
    *same("dropout_channels", images, rtol=1e-9, atol=1e-12, examples=20),
    *same("dropout_backward", features, rtol=1e-9, atol=1e-12),
    prop("invariance", "the mean stays", keeps_mean, calls="dropout"),
    stable("dropout", (np.ones((1, 3)), zeros, 1.0), (np.ones((1, 3)), zeros, 0.0)),
    stable("dropout_channels", (np.ones((1, 3, 2, 2)), zeros, 1.0)),
    stable("dropout_backward", (np.ones((1, 3)), zeros, 1.0)),
    prop(
        "gradient",
        "dropout_backward is dropout's gradient",
        adjoint,
        features,
        calls="dropout_backward",
        examples=8,
    ),
]
