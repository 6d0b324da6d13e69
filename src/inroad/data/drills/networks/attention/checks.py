"""What is checked of an answer to scaled dot-product attention."""

import numpy as np

from inroad.practice.kit import array, gradient, inputs, prop, same, size, stable


@inputs
def qkv(draw):
    n, m, d, e = size(draw, 1, 5), size(draw, 1, 5), size(draw, 1, 5), size(draw, 1, 4)
    return array(draw, n, d), array(draw, m, d), array(draw, m, e)


def constant_values(answer, reference, q, k, v):
    ones = np.ones_like(v)
    assert np.allclose(answer.attention(q, k, ones), 1.0, atol=1e-9), (
        "if all values are 1, every output must be 1"
    )


def order_of_keys(answer, reference, q, k, v):
    turned = answer.attention(q, k[::-1], v[::-1])
    assert np.allclose(turned, answer.attention(q, k, v), atol=1e-9), (
        "the order of keys and values must not matter"
    )


CHECKS = [
    # A few products of numbers near one, summed: rounding is near 1e-15, so 1e-9 lets any order of sums pass.
    *same("attention", qkv, rtol=1e-9, atol=1e-9),
    prop("invariance", "the weights of a query sum to one", constant_values, qkv, calls="attention"),
    prop("invariance", "keys may come in any order", order_of_keys, qkv, calls="attention"),
    stable(
        "attention", (np.array([[3e3, -2e3]]), np.array([[2e3, 1e3], [1e3, 2e3]]), np.array([[1.0], [2.0]]))
    ),
    gradient("attention_backward", "attention", qkv, of=(0, 1, 2)),
]
