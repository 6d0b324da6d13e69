"""What is checked of an answer to batch normalisation."""

import numpy as np

from inroad.practice.kit import array, gradient, inputs, number, positive, prop, same, size, stable


def images(draw, most=3):
    return array(draw, size(draw, 2, most), size(draw, 2, 3), size(draw, 1, 3), size(draw, 2, 3))


@inputs
def batch(draw):
    x = images(draw)
    return x, array(draw, x.shape[1]), array(draw, x.shape[1]), number(draw, 0.01, 0.5)


@inputs
def small_batch(draw):
    x = array(draw, 2, 2, 1, size(draw, 2, 3))
    return x, array(draw, 2), array(draw, 2), number(draw, 0.01, 0.5)


@inputs
def running(draw):
    x = images(draw)
    return x, array(draw, x.shape[1]), positive(draw, x.shape[1]), number(draw, 0.05, 0.4)


@inputs
def trained(draw):
    x = images(draw)
    c = x.shape[1]
    return x, array(draw, c), array(draw, c), array(draw, c), positive(draw, c), number(draw, 0.01, 0.5)


def one_at_a_time(answer, reference, x, gamma, beta, mean, var, eps):
    together = answer.batch_norm_eval(x, gamma, beta, mean, var, eps)
    assert np.allclose(answer.batch_norm_eval(x[:1], gamma, beta, mean, var, eps), together[:1]), (
        "after training, an example must not depend on the others of its batch"
    )


def places(answer, reference, x, gamma, beta, eps):
    turned = answer.batch_norm(x[:, :, ::-1, ::-1], gamma, beta, eps)[:, :, ::-1, ::-1]
    assert np.allclose(turned, answer.batch_norm(x, gamma, beta, eps)), "the order of places must not matter"


far = 1e8 + np.arange(12.0).reshape(2, 2, 1, 3) % 7
constant = np.ones((2, 2, 1, 3)) * np.array([3.0, -4.0])[:, None, None]

CHECKS = [
    # Means of a few dozen numbers and a root: relative errors stay near 1e-15.
    *same("batch_norm", batch, rtol=1e-9, atol=1e-10, examples=20),
    *same("running_statistics", running, rtol=1e-9, atol=1e-10, examples=20),
    *same("batch_norm_eval", trained, rtol=1e-9, atol=1e-10, examples=20),
    prop(
        "invariance",
        "an example stands alone after training",
        one_at_a_time,
        trained,
        calls="batch_norm_eval",
        examples=5,
    ),
    prop("invariance", "places are alike", places, batch, calls="batch_norm", examples=5),
    stable(
        "batch_norm",
        (far, np.ones(2), np.zeros(2), 1e-5),
        (constant, np.ones(2), np.zeros(2), 1e-5),
    ),
    gradient("batch_norm_backward", "batch_norm", small_batch, of=(0, 1, 2), examples=8),
]
