"""What is checked of an answer to AdaLoRA."""

from inroad.practice.kit import array, choice, gradient, inputs, number, positive, same, size


@inputs
def layer(draw):
    n, i, o, r = size(draw, 1, 4), size(draw, 2, 5), size(draw, 2, 5), size(draw, 2, 4)
    return array(draw, n, i), array(draw, o, i), array(draw, o, r), array(draw, r), array(draw, r, i)


@inputs
def step(draw):
    shape = size(draw, 1, 4), size(draw, 2, 4)
    states = positive(draw, *shape), positive(draw, *shape)
    return array(draw, *shape), array(draw, *shape), *states, number(draw, 0.1, 0.9), number(draw, 0.1, 0.9)


@inputs
def scored(draw):
    i, o, r = size(draw, 2, 6), size(draw, 2, 6), size(draw, 3, 6)
    scores = positive(draw, r), positive(draw, o, r), positive(draw, r, i)
    return array(draw, r) + 0.25, *scores, size(draw, 1, r - 1)


@inputs
def bases(draw):
    r = size(draw, 1, 3)
    return array(draw, r + size(draw, 0, 2), r) / 2, array(draw, r, r + size(draw, 0, 2)) / 2


@inputs
def schedule(draw):
    warm, final, between = size(draw, 1, 4), size(draw, 1, 4), size(draw, 3, 8)
    total = warm + final + between
    return size(draw, 0, total), choice(draw, (12, 8)), choice(draw, (4, 1)), warm, final, total


CHECKS = [
    # Sums of a dozen products of three numbers up to 3.
    *same("adalora", layer, rtol=1e-9, atol=1e-9, examples=12),
    # Products and averages of two numbers each.
    *same("importance", step, rtol=1e-9, atol=1e-12, examples=15),
    # Entries of lam or zero: nothing is computed; the scores are far from ties.
    *same("prune", scored, rtol=0, atol=0, examples=15),
    *same("budget", schedule, rtol=1e-9, atol=1e-9, examples=25),
    gradient("orthogonality_backward", "orthogonality", bases, of=(0, 1), examples=6),
]
