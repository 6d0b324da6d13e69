"""What is checked of an answer to merging LoRA updates."""

import numpy as np

from inroad.practice.kit import array, choice, inputs, number, prop, same, size


@inputs
def adapted(draw):
    o, i, r = size(draw, 2, 6), size(draw, 2, 6), size(draw, 1, 3)
    return array(draw, o, i), array(draw, r, i), array(draw, o, r), choice(draw, (8.0, 1.0, 16.0))


@inputs
def several(draw):
    o, i, count = size(draw, 2, 5), size(draw, 2, 5), size(draw, 1, 3)
    ranks = [size(draw, 1, 3) for _ in range(count)]
    adapters = [(array(draw, r, i), array(draw, o, r), choice(draw, (8.0, 1.0))) for r in ranks]
    return array(draw, o, i), adapters, [number(draw, 0.1, 2.0) for _ in range(count)]


def gives_the_adapted_output(answer, reference, w, a, b, alpha):
    x = np.linspace(-1, 1, 3 * w.shape[1]).reshape(3, -1)
    apart = x @ w.T + alpha / len(a) * x @ a.T @ b.T
    assert np.allclose(x @ answer.merge(w, a, b, alpha).T, apart), (
        "the merged layer must give the adapted output"
    )


def comes_back(answer, reference, w, a, b, alpha):
    again = answer.unmerge(answer.merge(w, a, b, alpha), a, b, alpha)
    assert np.allclose(again, w), "unmerging what was merged must give the weights back"


CHECKS = [
    # Sums of a few products of numbers near one, times at most 16: rounding is near 1e-14.
    *same("merge", adapted, rtol=1e-9, atol=1e-9),
    *same("unmerge", adapted, rtol=1e-9, atol=1e-9),
    *same("merge_many", several, rtol=1e-9, atol=1e-9),
    prop(
        "invariance",
        "the merged layer gives the adapted output",
        gives_the_adapted_output,
        adapted,
        calls="merge",
    ),
    prop("invariance", "unmerging undoes merging", comes_back, adapted, calls="unmerge"),
]
