"""What is checked of an answer to matrix factorisation."""

import numpy as np

from inroad.practice.kit import array, choice, gradient, inputs, integers, number, prop, same, size


def ratings(draw):
    n, m = size(draw, 2, 4), size(draw, 2, 5)
    mask = integers(draw, 0, 2, n, m) > 0
    r = array(draw, n, m)
    # What was not rated holds a number or none at all: neither may count.
    return np.where(mask, r, choice(draw, (7.0, np.nan))), mask


@inputs
def factors(draw):
    r, mask = ratings(draw)
    k = size(draw, 1, 3)
    return r, mask, array(draw, len(r), k), array(draw, r.shape[1], k), number(draw, 0.1, 2.0)


@inputs
def items(draw):
    r, mask = ratings(draw)
    return r, mask, array(draw, r.shape[1], size(draw, 1, 3)), number(draw, 0.1, 2.0)


@inputs
def one_rating(draw):
    n, m, k = size(draw, 2, 4), size(draw, 2, 4), size(draw, 1, 3)
    place = size(draw, 0, n - 1), size(draw, 0, m - 1)
    rates = number(draw, 1, 5), number(draw, 0.01, 0.3), number(draw, 0.1, 1.0)
    return array(draw, n, k), array(draw, m, k), *place, *rates


def lowest(answer, reference, r, mask, v, lam):
    u = answer.solve_users(r, mask, v, lam)
    by_u, _ = reference.loss_backward(1.0, r, mask, u, v, lam)
    assert np.allclose(by_u, 0, atol=1e-7), "at the smallest loss the gradient by u must be zero"


CHECKS = [
    # Sums of up to twenty squares of numbers up to thirty.
    *same("loss", factors, rtol=1e-9, atol=1e-9, examples=15),
    # Condition numbers up to about (5 * 9 * 3) / 0.1.
    *same("solve_users", items, rtol=1e-7, atol=1e-8, examples=15),
    *same("sgd_step", one_rating, rtol=1e-9, atol=1e-9, examples=15),
    prop("invariance", "no other users have a smaller loss", lowest, items, calls="solve_users", examples=8),
    # Losses of a few hundred: central differences err by about 1e-9 of them over the step.
    gradient("loss_backward", "loss", factors, of=(2, 3), atol=1e-5, examples=8),
]
