"""What is checked of an answer to LoftQ."""

import numpy as np

from inroad.practice.kit import array, inputs, positive, prop, same, size, stable


def matrix(draw, least=3):
    # Not whole numbers: equal singular values and ties in rounding would leave more than one right result.
    o, i = size(draw, least, 5), size(draw, least, 5)
    return array(draw, o, i) + positive(draw, o, i, least=-0.4, most=0.45)


@inputs
def weights(draw):
    return matrix(draw, 1), size(draw, 2, 4)


@inputs
def to_fit(draw):
    return matrix(draw), size(draw, 1, 2)


@inputs
def to_store(draw):
    return matrix(draw), size(draw, 2, 4), size(draw, 1, 2), size(draw, 1, 4)


def product(result):
    b, a = result
    return np.asarray(b) @ np.asarray(a)


def stored(result):
    q, b, a = result
    return q, np.asarray(b) @ np.asarray(a)


def equal_shares(answer, reference, m, rank):
    b, a = answer.low_rank(m, rank)
    assert np.shape(b) == (len(m), rank), f"b must have shape {(len(m), rank)}, it has {np.shape(b)}"
    assert np.shape(a) == (rank, m.shape[1]), f"a must have shape {(rank, m.shape[1])}, it has {np.shape(a)}"
    sizes = np.linalg.svd(m, compute_uv=False)[:rank]
    for gram in (b.T @ b, a @ a.T):
        assert np.allclose(gram, np.diag(sizes), atol=1e-7), "b^T b = a a^T = the singular values must hold"


CHECKS = [
    # Whole multiples of one step.
    *same("quantise", weights, rtol=1e-9, atol=1e-12, examples=20),
    # Singular vectors of nearby values lose digits; their product does not lose as many.
    *same("low_rank", to_fit, rtol=1e-6, atol=1e-8, canon=product, examples=20),
    *same("loftq", to_store, rtol=1e-6, atol=1e-8, canon=stored, examples=25),
    prop(
        "invariance", "both factors have an equal share", equal_shares, to_fit, calls="low_rank", examples=15
    ),
    stable("quantise", (np.zeros((2, 3)), 3), (np.array([[1e-200, -3e-200]]), 4)),
]
