"""What is checked of an answer to principal components."""

import numpy as np

from inroad.practice.kit import array, inputs, positive, prop, same, size, stable


def cloud(draw):
    d = size(draw, 2, 4)
    n = d + size(draw, 3, 6)
    x = array(draw, n, d) / 2 + positive(draw, n, d, least=-1, most=1)  # no two variances are the same
    return x * np.array([1.0, 7.0, 3.0, 16.0])[:d] + np.array([5.0, -2.0, 9.0, 1.0])[:d]


@inputs
def data(draw):
    x = cloud(draw)
    return x, size(draw, 1, x.shape[1])


@inputs
def parts(draw):
    d = size(draw, 2, 4)
    k = size(draw, 1, d)
    return array(draw, size(draw, 1, 5), d) + 0.5, array(draw, d) + 2, array(draw, k, d)


@inputs
def scored(draw):
    n, k, d = size(draw, 1, 5), size(draw, 1, 3), size(draw, 1, 4)
    return array(draw, n, k), array(draw, d) + 2, array(draw, k, d)


def round_trip(answer, reference, x, k):
    mean, components, _ = answer.fit(x, x.shape[1])
    back = answer.reconstruct(answer.project(x, mean, components), mean, components)
    assert np.allclose(back, x, atol=1e-7), "with all components the data must come back"


def shift(answer, reference, x, k):
    moved, still = answer.fit(x + 3.0, k), answer.fit(x, k)
    assert np.allclose(moved[1], still[1], atol=1e-6), "adding a constant must not change the components"


a, b = np.array([1.0, 1, -1, -1]) * 2.0**30, np.array([1.0, -1, 1, -1])
thin = np.column_stack([3 * a - 4 * b, 4 * a + 3 * b])
"""Long along (3, 4), thin along (-4, 3): its square is below the rounding of the long side's."""

CHECKS = [
    # Neighbouring variances may come close: directions are then right to fewer digits.
    *same("fit", data, rtol=1e-6, atol=1e-6, examples=25),
    *same("project", parts, rtol=1e-9, atol=1e-9, examples=25),
    *same("reconstruct", scored, rtol=1e-9, atol=1e-9, examples=25),
    prop("invariance", "all components give the data back", round_trip, data, calls="fit", examples=15),
    prop("invariance", "adding a constant changes no component", shift, data, calls="fit", examples=15),
    # The small singular value is right to about 1e-16 * 1e10 / 10 = 1e-7.
    stable("fit", (thin, 2), rtol=1e-4),
]
