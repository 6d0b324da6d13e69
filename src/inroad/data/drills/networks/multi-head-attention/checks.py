"""What is checked of an answer to multi-head attention."""

import numpy as np

from inroad.practice.kit import array, chance, choice, gradient, inputs, prop, same, size, stable


def layer(draw, most):
    heads, length = choice(draw, (2, 3)), size(draw, 2, most)
    b, n, d = size(draw, 2, 3), size(draw, 3, 5), heads * length
    rng = chance(draw)
    return rng.normal(size=(b, n, d)), *rng.normal(size=(4, d, d)) / np.sqrt(d), heads


@inputs
def columns(draw):
    heads, length = choice(draw, (2, 3)), size(draw, 2, 3)
    return array(draw, size(draw, 2, 3), size(draw, 3, 4), heads * length), heads


@inputs
def layers(draw):
    return layer(draw, 3)


@inputs
def small_layers(draw):
    rng = chance(draw)
    return rng.normal(size=(2, 3, 4)), *rng.normal(size=(4, 4, 4)) / 2, 2


def causal(answer, reference, x, wq, wk, wv, wo, heads):
    changed = x.copy()
    changed[:, -1] += 1
    one = answer.multi_head_attention(x, wq, wk, wv, wo, heads)
    other = answer.multi_head_attention(changed, wq, wk, wv, wo, heads)
    assert np.allclose(one[:, :-1], other[:, :-1]), (
        "a change of the last token must not change the earlier ones"
    )


def alone(answer, reference, x, wq, wk, wv, wo, heads):
    one = answer.multi_head_attention(x[:1], wq, wk, wv, wo, heads)
    assert np.allclose(one, answer.multi_head_attention(x, wq, wk, wv, wo, heads)[:1]), (
        "a sequence must not depend on the others of its batch"
    )


far = np.array([[[60.0, -20, 30, 5], [-50, 40, 10, 0], [70, 70, -70, 1]]])
eye = np.eye(4)

CHECKS = [
    *same("split_heads", columns, examples=10),
    # Short sums of numbers near one: relative errors stay near 1e-14.
    *same("multi_head_attention", layers, rtol=1e-9, atol=1e-9, examples=20),
    prop("invariance", "no token sees the future", causal, layers, calls="multi_head_attention", examples=5),
    prop("invariance", "each sequence stands alone", alone, layers, calls="multi_head_attention", examples=5),
    stable("multi_head_attention", (far, eye, eye, eye, eye, 2)),
    gradient("multi_head_backward", "multi_head_attention", small_layers, of=(0, 1, 2, 3, 4), examples=4),
]
