"""What is checked of an answer to the convolutional LSTM cell."""

import numpy as np

from inroad.practice.kit import array, choice, inputs, prop, same, size, stable


@inputs
def kernels(draw):
    c, m, side = size(draw, 1, 2), size(draw, 1, 3), choice(draw, (3, 1, 5))
    return array(draw, c, size(draw, 2, 5), size(draw, 2, 5)), array(draw, m, c, side, side)


def weights(draw, d, k, a, b):
    side = choice(draw, (3, 1))
    return (
        array(draw, 4 * k, d, side, side) / 3,
        array(draw, 4 * k, k, side, side) / 3,
        array(draw, 4 * k) / 2,
        array(draw, 3, k, a, b) / 2,
    )


@inputs
def step(draw):
    d, k, a, b = size(draw, 1, 2), size(draw, 1, 2), size(draw, 2, 4), size(draw, 2, 4)
    maps = array(draw, d, a, b), array(draw, k, a, b) / 2, array(draw, k, a, b) / 2 + 0.1
    return *maps, *weights(draw, d, k, a, b)


@inputs
def film(draw):
    d, k, a, b = size(draw, 1, 2), size(draw, 1, 2), size(draw, 2, 3), size(draw, 2, 3)
    return array(draw, size(draw, 2, 4), d, a, b), *weights(draw, d, k, a, b)


def centre(answer, reference, maps, kernels):
    c, side = len(maps), kernels.shape[-1]
    same_map = np.zeros((c, c, side, side))
    same_map[np.arange(c), np.arange(c), side // 2, side // 2] = 1
    assert np.allclose(answer.convolve(maps, same_map), maps), (
        "a kernel that is 1 in its centre must keep the map"
    )


def prefix(answer, reference, frames, *rest):
    assert np.allclose(answer.run(frames[:-1], *rest), answer.run(frames, *rest)[:-1]), (
        "a later frame must not change earlier outputs"
    )


big = np.full((1, 2, 2), 2e3)
CHECKS = [
    # Sums of at most fifty products near one: rounding is near 1e-14.
    *same("convolve", kernels, examples=25),
    *same("cell", step, examples=20),
    *same("run", film, examples=12),
    prop(
        "invariance",
        "a kernel of one in the centre keeps the map",
        centre,
        kernels,
        calls="convolve",
        examples=10,
    ),
    prop("invariance", "outputs depend on no later frame", prefix, film, calls="run", examples=8),
    stable(
        "cell",
        (
            big,
            big,
            big / 2e3,
            np.ones((4, 1, 1, 1)),
            np.ones((4, 1, 1, 1)),
            np.zeros(4),
            np.zeros((3, 1, 2, 2)),
        ),
        (
            -big,
            big,
            big / 2e3,
            np.ones((4, 1, 1, 1)),
            np.zeros((4, 1, 1, 1)),
            np.zeros(4),
            np.zeros((3, 1, 2, 2)),
        ),
    ),
]
