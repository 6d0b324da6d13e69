"""What is checked of an answer to Poisson blending."""

import numpy as np

from inroad.practice.kit import array, inputs, integers, prop, same, size


@inputs
def images(draw):
    r, c = size(draw, 2, 5), size(draw, 2, 5)
    mask = integers(draw, 0, 2, r, c) > 0
    inside, outside = integers(draw, 0, r * c - 1, 1)[0], size(draw, 1, r * c - 1)
    mask.flat[inside], mask.flat[(inside + outside) % (r * c)] = True, False
    return array(draw, r, c), array(draw, r, c), mask


def itself(answer, reference, source, target, mask):
    assert np.allclose(answer.blend(target, target, mask), target), (
        "an image blended into itself must not change"
    )


def lifted(answer, reference, source, target, mask):
    assert np.allclose(answer.blend(source + 5.0, target, mask), answer.blend(source, target, mask)), (
        "a constant added to the source must not matter"
    )


def flat_source(answer, reference, source, target, mask):
    assert np.allclose(answer.blend_mixed(0 * source, target, mask), target), (
        "with a flat source, mixed gradients must leave the target as it is"
    )


CHECKS = [
    # At most 24 equations; the condition number stays below a thousand.
    *same("blend", images, rtol=1e-8, atol=1e-8, examples=20),
    *same("blend_mixed", images, rtol=1e-8, atol=1e-8, examples=20),
    prop("invariance", "an image blended into itself stays", itself, images, calls="blend", examples=6),
    prop("invariance", "only the source's differences matter", lifted, images, calls="blend", examples=6),
    prop(
        "invariance", "a flat source leaves the target", flat_source, images, calls="blend_mixed", examples=6
    ),
]
