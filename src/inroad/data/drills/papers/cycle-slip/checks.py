"""What is checked of an answer to cycle slips."""

import numpy as np

from inroad.practice.kit import array, choice, inputs, integers, positive, prop, same, size

L1, L2, L5 = 1575.42e6, 1227.60e6, 1176.45e6


@inputs
def observed(draw):
    n = size(draw, 2, 6)
    around = [2.2e7 + 10 * array(draw, n) for _ in range(4)]
    return *around, L1, choice(draw, (L2, L5))


@inputs
def series(draw):
    n = size(draw, 3, 16)
    jumps = np.cumsum(integers(draw, -1, 1, n) * (integers(draw, 0, 3, n) == 0))
    noise = positive(draw, n, least=-0.4, most=0.4)
    return (
        jumps * choice(draw, (2.0, 1.0)) + noise + 1000.0,
        choice(draw, (0.5, 0.3)),
        choice(draw, (4.0, 2.0)),
    )


@inputs
def phases(draw):
    n = size(draw, 3, 12)
    l2 = 2.2e7 + np.cumsum(array(draw, n))
    jumps = np.cumsum((integers(draw, 0, 3, n) == 0) * choice(draw, (0.19, -0.3)))
    return l2 + jumps + positive(draw, n, least=-0.02, most=0.02), l2, 0.1


@inputs
def marked(draw):
    return (integers(draw, 0, 3, size(draw, 1, 10)) == 0,)


def free(answer, reference, l1, l2, p1, p2, f1, f2):
    delay = 40.3e16 * 7.0
    bent = answer.wide_lane(
        l1 + 500 - delay / f1**2,
        l2 + 500 - delay / f2**2,
        p1 + 500 + delay / f1**2,
        p2 + 500 + delay / f2**2,
        f1,
        f2,
    )
    assert np.allclose(bent, answer.wide_lane(l1, l2, p1, p2, f1, f2), atol=1e-5), (
        "distance and ionosphere must cancel in the wide lane"
    )


def level(answer, reference, w, sigma, limit):
    assert np.array_equal(
        answer.wide_lane_slips(w + 64.0, sigma, limit), answer.wide_lane_slips(w, sigma, limit)
    ), "a constant added to all values must not matter"


CHECKS = [
    # Sums near 2e8 are taken before they cancel: about 1e-7 cycles are lost.
    *same("wide_lane", observed, rtol=1e-6, atol=1e-5, examples=20),
    *same("wide_lane_slips", series, examples=40),
    *same("geometry_free_slips", phases, examples=25),
    *same("arcs", marked, examples=20),
    prop("invariance", "distance and ionosphere cancel", free, observed, calls="wide_lane", examples=6),
    prop("invariance", "only changes matter", level, series, calls="wide_lane_slips", examples=10),
]
