"""What is checked of an answer to initial weights."""

import numpy as np

from inroad.practice.kit import Failed, chance, choice, inputs, prop, same, size


def shape(draw):
    dense = size(draw, 2, 5), size(draw, 2, 5)
    kernel = size(draw, 2, 4), size(draw, 2, 4), size(draw, 1, 3), size(draw, 2, 3)
    return choice(draw, (dense, kernel))


def rng(draw):
    return chance(draw)


@inputs
def shapes(draw):
    return (shape(draw),)


@inputs
def uniform(draw):
    return (rng(draw).uniform(size=shape(draw)),)


@inputs
def normal(draw):
    return (rng(draw).normal(size=shape(draw)),)


@inputs
def matrices(draw):
    n, m = size(draw, 2, 6), size(draw, 2, 6)
    # Far enough from singular that the digits are those of the method.
    return (rng(draw).normal(size=(n, m)) + 1.5 * np.eye(n, m),)


def close_columns(answer, reference):
    small = 1e-8
    for z in (
        np.array([[1.0, 1.0, 1.0], [small, 0, 0], [0, small, 0], [0, 0, small]]),
        np.array([[1.0, 1.0, 1.0], [small, 0, 0], [0, small, 0], [0, 0, small]]).T,
    ):
        got, expected = answer.orthogonal(z), reference.orthogonal(z)
        tall = got if z.shape[0] >= z.shape[1] else got.T
        # A stable method leaves errors near 1e-8 here, an unstable one angles of 60 degrees.
        if np.shape(got) != z.shape or not np.allclose(tall.T @ tall, np.eye(3), atol=1e-5):
            told = "of columns that are almost the same, the result is not orthonormal"
            raise Failed(told, None, (z,), got, expected)


def keeps_size(answer, reference):
    draws = np.random.default_rng(7)
    x = draws.normal(size=(400, 100))
    for _ in range(6):
        x = np.maximum(x @ answer.he_normal(draws.normal(size=(100, 100))), 0)
    size_after = float(np.mean(x**2))
    assert 0.4 < size_after < 2.5, (
        f"six relu layers of width 100 take the mean square from 1 to {size_after:.2g}"
    )


CHECKS = [
    *same("fans", shapes, examples=15),
    # A root and a product: relative errors stay near 1e-16.
    *same("glorot_uniform", uniform, rtol=1e-9, atol=1e-12, examples=20),
    *same("he_normal", normal, rtol=1e-9, atol=1e-12, examples=20),
    # The matrices' condition numbers stay below some thousands.
    *same("orthogonal", matrices, rtol=1e-7, atol=1e-8, examples=20),
    prop("stability", "orthogonal holds for almost equal columns", close_columns, calls="orthogonal"),
    prop("invariance", "signals keep their size through relu layers", keeps_size, calls="he_normal"),
]
