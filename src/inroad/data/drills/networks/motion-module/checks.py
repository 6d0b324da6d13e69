"""What is checked of an answer to the motion module."""

import numpy as np

from inroad.practice.kit import array, choice, inputs, prop, same, size, stable


@inputs
def lengths(draw):
    return size(draw, 1, 9), choice(draw, (4, 2, 6, 8))


def maps(draw):
    c = choice(draw, (4, 2, 8))
    return array(draw, size(draw, 2, 4), c, size(draw, 1, 3), size(draw, 2, 3))


@inputs
def norms(draw):
    x = maps(draw)
    return x, array(draw, x.shape[1]), array(draw, x.shape[1])


@inputs
def attending(draw):
    x = maps(draw)
    c = x.shape[1]
    return x, *(array(draw, c, c) / 2 for _ in range(4)), choice(draw, (2, 1))


@inputs
def whole(draw):
    x = maps(draw)
    c = x.shape[1]
    return x, array(draw, c), array(draw, c), *(array(draw, c, c) / 2 for _ in range(4)), choice(draw, (2, 1))


def other_pixels(answer, reference, x, wq, wk, wv, wo, heads):
    moved = x.copy()
    moved[:, :, 0, 0] += 1.0
    one, other = (answer.temporal_attention(each, wq, wk, wv, wo, heads) for each in (x, moved))
    one[:, :, 0, 0] = other[:, :, 0, 0] = 0
    assert np.allclose(one, other), "a change of one pixel must not reach other pixels"


def untrained(answer, reference, x, gain, bias, wq, wk, wv, wo, heads):
    assert np.allclose(answer.motion_module(x, gain, bias, wq, wk, wv, 0 * wo, heads), x), (
        "with wo = 0, as at the beginning of training, the module must change nothing"
    )


loud = 60.0 * np.array([[[[1.0]], [[-1.0]]], [[[0.5]], [[2.0]]], [[[-2.0]], [[1.0]]]])
CHECKS = [
    # Sines, sums of a few products and a softmax: rounding is near 1e-14.
    *same("positions", lengths, examples=15),
    *same("normed", norms, rtol=1e-8, atol=1e-9, examples=15),
    *same("temporal_attention", attending, rtol=1e-8, atol=1e-9, examples=20),
    *same("motion_module", whole, rtol=1e-8, atol=1e-9, examples=15),
    prop(
        "invariance",
        "pixels do not see each other",
        other_pixels,
        attending,
        calls="temporal_attention",
        examples=6,
    ),
    prop(
        "invariance",
        "an untrained module changes nothing",
        untrained,
        whole,
        calls="motion_module",
        examples=6,
    ),
    stable("temporal_attention", (loud, np.eye(2), np.eye(2), np.eye(2), np.eye(2), 1)),
]
