"""What is checked of an answer to convolution."""

import numpy as np

from inroad.practice.kit import array, chance, choice, gradient, inputs, prop, same, size


@inputs
def images(draw):
    n, c, o = size(draw, 2, 3), size(draw, 2, 3), size(draw, 2, 4)
    h, w, kh, kw = size(draw, 4, 7), size(draw, 4, 7), size(draw, 2, 3), size(draw, 2, 3)
    steps = choice(draw, ((1, 0), (1, 1), (2, 0), (2, 1), (3, 2)))
    return array(draw, n, c, h, w), array(draw, o, c, kh, kw), array(draw, o), *steps


def small(draw, h, w, kw):
    rng = chance(draw)
    return rng.normal(size=(2, 2, h, w)), rng.normal(size=(3, 2, 3, kw)), rng.normal(size=3)


@inputs
def small_images(draw):
    return *small(draw, 4, size(draw, 3, 4), 2), 1, choice(draw, (1, 0))


@inputs
def with_stride(draw):
    return *small(draw, size(draw, 4, 5), 4, 3), 2, 1


def moves(answer, reference, x, kernel, bias, stride, padding):
    bare = 0 * bias
    one = answer.convolve(x, kernel, bare, 1, 0)
    other = answer.convolve(np.roll(x, 1, axis=3), kernel, bare, 1, 0)
    assert np.allclose(one[..., :-1], other[..., 1:]), "if the image moves by a column, so must the result"


CHECKS = [
    # Sums of at most 27 products of numbers near one: relative errors stay near 1e-15.
    *same("convolve", images, rtol=1e-9, atol=1e-9, examples=20),
    prop("invariance", "the result moves with the image", moves, images, calls="convolve", examples=5),
    gradient("convolve_backward", "convolve", small_images, of=(0, 1, 2), examples=3),
    gradient("convolve_backward", "convolve", with_stride, of=(0, 1, 2), examples=3),
]
