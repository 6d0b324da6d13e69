"""How good a ranking was, once it is known what came: the same few figures for every forecast.

Ties are broken by the order of the candidates, so callers give them in an order that says nothing about
the outcome (by id).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from inroad.types import AtTop, Bin, Measured

PLACES = (20, 50, 100)
NAMED = 20
"""First places that a record names."""
_BINS = 10

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def measure(
    name: str, scores: Floats, came: Bools, *, probabilities: bool, places: Sequence[int] = PLACES
) -> Measured:
    """All figures of one ranking.

    Args:
        name: what it is called in a record.
        scores: (n,) higher is ranked first.
        came: (n,) what happened.
        probabilities: whether ``scores`` are probabilities, to be judged as such.
        places: how many first places to look at.
    """
    return Measured(
        name,
        auc(scores, came),
        average_precision(scores, came),
        at_top(scores, came, places),
        float(np.mean((scores - came) ** 2)) if probabilities and len(scores) else None,
        calibration_error(scores, came) if probabilities and len(scores) else None,
    )


def auc(scores: Floats, came: Bools) -> float | None:
    """Area under the receiver operating characteristic, ties counted half (Mann-Whitney)."""
    positive, negative = int(came.sum()), int((~came).sum())
    if not positive or not negative:
        return None
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    middle = np.cumsum(counts) - (counts - 1) / 2
    ranks = middle[place]
    return float((ranks[came].sum() - positive * (positive + 1) / 2) / (positive * negative))


def average_precision(scores: Floats, came: Bools) -> float | None:
    """Mean precision at each thing that came; None if nothing came."""
    if not came.any():
        return None
    hits = came[_order(scores)]
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float(precision[hits].mean())


def at_top(scores: Floats, came: Bools, places: Sequence[int] = PLACES) -> tuple[AtTop, ...]:
    """Precision and lift of the first places; numbers of places that there are too few candidates for
    are left out."""
    base = float(came.mean()) if len(came) else 0.0
    hits = came[_order(scores)]
    shown = []
    for count in places:
        if count <= len(hits):
            precision = float(hits[:count].mean())
            shown.append(AtTop(count, precision, precision / base if base else 0.0))
    return tuple(shown)


def edges() -> Floats:
    """Where sizes of forecasts end: 0, 0.0001, 0.0002, 0.0005, 0.001, ..., 0.5, 1.

    A forecast is then at most two and a half times as large as another of its size, also where nearly all
    are small and a few large ones matter.
    """
    steps = [factor * 10.0**power for power in range(-4, 0) for factor in (1, 2, 5)]
    return np.array([0.0, *(float(f"{step:.0e}") for step in steps), 1.0])


def bins(probabilities: Floats, came: Bools) -> tuple[Bin, ...]:
    """Forecasts of the same size (see :func:`edges`), lowest first, with what came of each: a reliability
    diagram.  Sizes that nobody forecast are left out."""
    return binned(probabilities, came.astype(np.float64), np.ones(len(probabilities)))


def binned(probabilities: Floats, came: Floats, every: Floats) -> tuple[Bin, ...]:
    """The same where each probability stands for several forecasts, ``came`` of ``every``."""
    ends = edges()
    size = np.clip(np.searchsorted(ends, probabilities, "right") - 1, 0, len(ends) - 2)
    found = []
    for number in np.unique(size[every > 0]):
        here = size == number
        count = float(every[here].sum())
        mean = float((probabilities[here] * every[here]).sum() / count)
        low, high = float(ends[number]), float(ends[number + 1])
        found.append(Bin(mean, float(came[here].sum() / count), int(count), low, high))
    return tuple(found)


def calibration_error(probabilities: Floats, came: Bools, count: int = _BINS) -> float:
    """Expected calibration error: mean distance between said and come over bins of equal count
    (Naeini et al., AAAI 2015, with equal-count bins)."""
    order = np.argsort(probabilities, kind="stable")
    parts = [part for part in np.array_split(order, min(count, len(order)) or 1) if len(part)]
    gaps = [len(part) * abs(float(probabilities[part].mean()) - float(came[part].mean())) for part in parts]
    return sum(gaps) / len(order) if parts else 0.0


def _order(scores: Floats) -> NDArray[np.intp]:
    return np.argsort(-scores, kind="stable")
