"""What is checked of an answer to the transformer block."""

import numpy as np

from inroad.practice.kit import array, chance, choice, gradient, inputs, number, prop, same, size, stable


def start(draw):
    heads = choice(draw, (2, 3))
    d = heads * size(draw, 2, 3)
    rng = chance(draw)
    return heads, d, rng, rng.normal(size=(size(draw, 3, 5), d))


@inputs
def entries(draw):
    return (array(draw, size(draw, 2, 4), size(draw, 2, 4)),)


@inputs
def layers(draw):
    heads, d, rng, x = start(draw)
    return x, *rng.normal(size=(4, d, d)) / np.sqrt(d), heads


@inputs
def blocks(draw):
    heads, d, rng, x = start(draw)
    m = d + 2
    p = {name: rng.normal(size=(d, d)) / np.sqrt(d) for name in ("wq", "wk", "wv", "wo")}
    p |= {name: rng.uniform(0.5, 1.5, size=d) for name in ("g1", "g2")}
    p |= {name: rng.normal(size=d) / 2 for name in ("b1", "b2", "c2")}
    p |= {"w1": rng.normal(size=(d, m)) / 2, "c1": rng.normal(size=m) / 2, "w2": rng.normal(size=(m, d)) / 2}
    return x, p, heads, number(draw, 0.01, 0.3)


def causal(answer, reference, x, p, heads, eps):
    changed = x.copy()
    changed[-1] += np.arange(1.0, x.shape[1] + 1)
    one, other = answer.transformer_block(x, p, heads, eps), answer.transformer_block(changed, p, heads, eps)
    assert np.allclose(one[:-1], other[:-1]), "a change of the last token must not change the earlier ones"


def identity(answer, reference, x, p, heads, eps):
    silent = {**p, "wo": 0 * p["wo"], "w2": 0 * p["w2"], "c2": 0 * p["c2"]}
    assert np.allclose(answer.transformer_block(x, silent, heads, eps), x), (
        "with wo, w2 and c2 all zero the block must be the identity"
    )


eye = np.eye(4)
far = np.array([[60.0, -20, 30, 5], [-50, 40, 10, 0], [70, 70, -70, 1]])

CHECKS = [
    # One tanh and a few products: errors near 1e-16.
    *same("gelu", entries, rtol=1e-9, atol=1e-11, examples=15),
    *same(
        "gelu_backward", entries.map(lambda given: (np.cos(given[0]) + 0.2, *given)), rtol=1e-9, examples=15
    ),
    # A few short sums of numbers near one: errors near 1e-14.
    *same("causal_attention", layers, rtol=1e-9, atol=1e-9, examples=15),
    *same("transformer_block", blocks, rtol=1e-8, atol=1e-9, examples=20),
    prop("invariance", "no token sees the future", causal, blocks, calls="transformer_block", examples=5),
    prop(
        "invariance", "the block can be the identity", identity, blocks, calls="transformer_block", examples=5
    ),
    stable("gelu", (np.array([-3e3, -40.0, 0.0, 40.0, 3e3]),)),
    stable("causal_attention", (far, eye, eye, eye, eye, 2)),
    gradient("gelu_backward", "gelu", entries, examples=6),
]
