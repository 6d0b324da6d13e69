"""What is checked of an answer to the losses of adversarial networks."""

import numpy as np

from inroad.practice.kit import Failed, array, central, choice, inputs, positive, prop, same, size, stable


@inputs
def both(draw):
    return array(draw, size(draw, 1, 5), scale=2.0), array(draw, size(draw, 1, 5), scale=2.0)


@inputs
def fakes(draw):
    return (array(draw, size(draw, 1, 6), scale=2.0),)


@inputs
def rows(draw):
    n, d = size(draw, 2, 5), size(draw, 1, 5)
    return array(draw, n, d), array(draw, n, d), positive(draw, n, least=0.0, most=1.0)


@inputs
def slopes(draw):
    return array(draw, size(draw, 1, 5), size(draw, 1, 4)), choice(draw, (10.0, 1.0))


def undecided(answer, reference, real, fake):
    told = answer.discriminator_loss(0 * real, 0 * fake)
    assert np.isclose(told, 2 * np.log(2)), "if all logits are 0, the discriminator's loss must be 2 log 2"


def falls(answer, reference, fake):
    expected = central(reference.generator_loss, fake)
    got = answer.generator_gradient(fake)
    if np.shape(got) != expected.shape or not np.allclose(got, expected, rtol=1e-5, atol=1e-7):
        raise Failed("the gradient differs from central differences", None, (fake,), got, expected)


far = np.array([2e3, -2e3, 40.0])
CHECKS = [
    # One exponential, one logarithm and a mean: relative errors near 1e-15.
    *same("discriminator_loss", both, rtol=1e-9, atol=1e-12, examples=20),
    *same("generator_loss", fakes, rtol=1e-9, atol=1e-12, examples=20),
    *same("generator_gradient", fakes, rtol=1e-9, atol=1e-12, examples=20),
    *same("mix", rows, examples=20),
    *same("gradient_penalty", slopes, examples=20),
    prop("invariance", "undecided means 2 log 2", undecided, both, calls="discriminator_loss", examples=5),
    stable("discriminator_loss", (far, np.zeros(1)), (np.zeros(1), far)),
    stable("generator_loss", (far,)),
    stable("generator_gradient", (far,)),
    prop(
        "gradient",
        "the generator's gradient agrees with central differences",
        falls,
        fakes,
        calls="generator_gradient",
        examples=8,
    ),
]
