"""Known mistakes in Poisson blending."""

import numpy as np
from inroad.practice.kit import mistake
from solution import neighbours
from solution import solved as right


@mistake("the source is pasted: its values are copied, not its differences")
def blend(source, target, mask):
    return np.where(mask, source, target)


@mistake("the guidance has the wrong sign")
def blend(source, target, mask):
    return right(target, mask, lambda p, q: source[q] - source[p])


@mistake("the source's differences are missing: the hole is only filled smoothly")
def blend(source, target, mask):
    return right(target, mask, lambda p, q: 0.0)


@mistake("the target's values at the border of the mask are missing on the right side")
def blend(source, target, mask):
    image = right(0 * target, mask, lambda p, q: source[p] - source[q])
    return np.where(mask, image, target)


def with_four(source, target, mask, guide):
    """Every pixel is counted as having four neighbours."""
    wide = np.pad(mask, 1)
    return right(np.pad(target, 1), wide, lambda p, q: guide(p, q, mask.shape))[1:-1, 1:-1]


@mistake("pixels at the edge of the image are counted as having four neighbours")
def blend(source, target, mask):
    far = np.pad(source, 1)
    inside = np.pad(np.ones(mask.shape, bool), 1)
    return with_four(source, target, mask, lambda p, q, shape: (far[p] - far[q]) * inside[q])


@mistake("differences are taken only towards neighbours in the mask")
def blend(source, target, mask):
    return right(target, mask, lambda p, q: (source[p] - source[q]) * mask[q])


@mistake("the mask is turned around: inside and outside are swapped")
def blend(source, target, mask):
    return right(target, ~mask, lambda p, q: source[p] - source[q])


@mistake("the larger difference is chosen by its sign, not by its absolute value")
def blend_mixed(source, target, mask):
    return right(target, mask, lambda p, q: max(source[p] - source[q], target[p] - target[q]))


@mistake("the two differences are averaged instead of the larger one taken")
def blend_mixed(source, target, mask):
    return right(target, mask, lambda p, q: (source[p] - source[q] + target[p] - target[q]) / 2)


@mistake("the smaller difference is taken")
def blend_mixed(source, target, mask):
    return right(target, mask, lambda p, q: min(source[p] - source[q], target[p] - target[q], key=abs))


@mistake("the gradients are not mixed: this is the plain blending")
def blend_mixed(source, target, mask):
    return right(target, mask, lambda p, q: source[p] - source[q])


@mistake("one choice is made for a pixel's whole Laplacian, not for each pair")
def blend_mixed(source, target, mask):
    def guide(p, q):
        around = neighbours(p, mask.shape)
        one, other = (sum(image[p] - image[each] for each in around) for image in (source, target))
        image = target if abs(other) > abs(one) else source
        return image[p] - image[q]

    return right(target, mask, guide)
