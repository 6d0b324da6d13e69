"""What is checked of an answer to ridge regression."""

import numpy as np

from inroad.practice.kit import array, inputs, number, prop, same, size, stable


def design(draw):
    return array(draw, size(draw, 3, 7), size(draw, 1, 4)) + 0.5


@inputs
def data(draw):
    x = design(draw)
    return x, array(draw, len(x)) + 2, number(draw, 0.2, 5)


@inputs
def columns(draw):
    return design(draw), number(draw, 0.2, 5)


def lifted(answer, reference, x, y, penalty):
    (low, b), (high, c) = answer.fit(x, y, penalty), answer.fit(x, y + 10, penalty)
    assert np.isclose(high - low, 10), "adding 10 to y must add 10 to the intercept"
    assert np.allclose(b, c), "adding a constant to y must not change the coefficients"


def one_by_one(answer, reference, x, y, penalty):
    got = answer.left_out(x, y, penalty)
    for i in range(len(x)):
        rest = np.arange(len(x)) != i
        intercept, b = reference.fit(x[rest], y[rest], penalty)
        assert np.isclose(got[i], y[i] - intercept - x[i] @ b, atol=1e-7), (
            "it must be the error of the model fitted without that row"
        )


rng = np.random.default_rng(4)
wide = rng.normal(size=(4, 9)), rng.normal(size=4), 0.3

CHECKS = [
    # With penalties of 0.2 and more the condition number stays below a thousand.
    *same("fit", data, rtol=1e-8, atol=1e-9, examples=25),
    *same("degrees", columns, rtol=1e-8, atol=1e-9, examples=25),
    *same("left_out", data, rtol=1e-7, atol=1e-8, examples=25),
    prop(
        "invariance",
        "adding a constant to y moves the intercept only",
        lifted,
        data,
        calls="fit",
        examples=15,
    ),
    prop("invariance", "it is what leaving rows out gives", one_by_one, data, calls="left_out", examples=8),
    stable("fit", wide),
    # A huge penalty leaves the mean of y, and one degree of freedom.
    stable("degrees", (wide[0], 1e12), (wide[0], 1e-6), rtol=1e-6),
]
