"""What is checked of an answer to the denoising autoencoder."""

import numpy as np

from inroad.practice.kit import Failed, array, central, inputs, prop, same, size


def sizes(draw):
    return size(draw, 1, 4), size(draw, 1, 4), size(draw, 1, 3)


@inputs
def encoding(draw):
    n, d, k = sizes(draw)
    return array(draw, n, d), array(draw, d, k) / 3, array(draw, k) / 3


@inputs
def decoding(draw):
    n, d, k = sizes(draw)
    return array(draw, n, k), array(draw, d, k), array(draw, d)


@inputs
def model(draw):
    n, d, k = sizes(draw)
    x = array(draw, n, d)
    return x, x + array(draw, n, d) / 3, array(draw, d, k) / 3, array(draw, k) / 3, array(draw, d) / 3


def slopes(answer, reference, x, noisy, *at):
    got = answer.gradients(x, noisy, *at)
    for place, name in enumerate(("w", "b", "a")):

        def moved(value, place=place):
            return reference.loss(x, noisy, *at[:place], value, *at[place + 1 :])

        expected = central(moved, at[place])
        if not np.allclose(got[place], expected, rtol=1e-5, atol=1e-6):
            told = f"the gradient by {name} differs from central differences"
            raise Failed(told, None, (x, noisy, *at), got[place], expected)


def linear(answer, reference, z, w, a):
    both = answer.decode(2 * z, w, a) - 2 * answer.decode(z, w, a)
    assert np.allclose(both, np.broadcast_to(-a, both.shape)), (
        "the decoder must be linear in z, plus its bias"
    )


CHECKS = [
    # A few products near one, a tanh and a sum: rounding is near 1e-15.
    *same("encode", encoding, examples=20),
    *same("decode", decoding, examples=20),
    *same("loss", model, examples=20),
    *same("gradients", model, examples=20),
    prop("invariance", "the decoder is linear", linear, decoding, calls="decode", examples=8),
    prop(
        "gradient", "gradients agree with central differences", slopes, model, calls="gradients", examples=6
    ),
]
