"""Where paired differences lie, told by an interval and by a permutation test (pure).

Differences come as an array (data sets, seeds).  With one data set their mean is asked about, with several
the interquartile mean, which no single data set decides (Agarwal et al. 2021, Deep Reinforcement Learning at
the Edge of the Statistical Precipice).  Both ways of asking are needed: with few seeds the bias-corrected
bootstrap (Efron 1987) is too narrow, and flipping signs (Fisher 1935) supposes symmetry.

SciPy takes half a second to load, so it is imported by those functions that use it.
"""

from __future__ import annotations

import math
import warnings
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from inroad.types import Threshold

Floats = NDArray[np.float64]
Side = Literal["above", "below", "unclear", "disagree"]

RESAMPLES = 9999
EXACT = 13
"""Seeds up to which all combinations of signs are tried; from there on ``RESAMPLES`` random ones."""


def least_seeds(alpha: float) -> int:
    """The fewest seeds with which flipping signs can fall below ``alpha``: 6 for 0.05."""
    return math.floor(math.log2(2 / alpha)) + 1


def location(differences: Floats) -> float:
    """The mean of one data set (1, n); the interquartile mean of several (k, n)."""
    return float(_location(np.asarray(differences, np.float64)))


def interval(differences: Floats, level: float = 0.95) -> tuple[float, float]:
    """Bias-corrected and accelerated bootstrap interval of ``location``, seeds drawn within each data set.

    Args:
        differences: (k, n), n at least 2.
        level: of confidence, both sides together.
    """
    if np.ptp(differences) == 0:
        return float(differences.flat[0]), float(differences.flat[0])
    found = _bootstrap(differences, level, "BCa")
    # Where leaving out any one seed changes nothing there is no acceleration to be had.
    return found if np.isfinite(found).all() else _bootstrap(differences, level, "percentile")


def flips(differences: Floats, value: float = 0.0) -> float:
    """Two-sided p of "they lie around ``value``", by flipping the signs of what differs from it.

    All data sets of a seed are flipped together, so it does not matter whether they depend on each other.
    """
    from scipy.stats import permutation_test

    rest = np.asarray(differences, np.float64) - value
    seeds = rest.shape[1]
    found = permutation_test(
        (np.ones(seeds),),
        lambda signs, axis=-1: _location(rest * signs[..., None, :]),
        permutation_type="samples",
        vectorized=True,
        n_resamples=2**seeds if seeds <= EXACT else RESAMPLES,
        rng=np.random.default_rng(0),
    )
    return float(found.pvalue)


def side(differences: Floats, value: float, between: tuple[float, float], alpha: float) -> Threshold:
    """On which side of ``value`` the differences lie; "disagree" if only one of both ways can tell.

    Args:
        differences: (k, n).
        value: what they are compared with.
        between: the interval of the differences, of level 1 - alpha.
        alpha: two-sided level of the permutation test.
    """
    p = flips(differences, value)
    by_interval = 1 if between[0] > value else -1 if between[1] < value else 0
    by_flips = (1 if location(differences) > value else -1) if p < alpha else 0
    return Threshold(value, p, _SIDES[by_interval] if by_interval == by_flips else "disagree")


_SIDES: dict[int, Side] = {1: "above", -1: "below", 0: "unclear"}


def _location(values: Floats) -> Any:
    """Over the last two axes."""
    if values.shape[-2] == 1:
        return values.mean(axis=(-1, -2))
    return _middle(values.reshape(*values.shape[:-2], -1))


def _middle(values: Floats) -> Any:
    """Mean of the middle half along the last axis."""
    count = values.shape[-1]
    cut = count // 4
    return np.partition(values, (cut, count - cut - 1), axis=-1)[..., cut : count - cut].mean(axis=-1)


def _bootstrap(differences: Floats, level: float, method: str) -> tuple[float, float]:
    from scipy.stats import bootstrap

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a degenerate interval is told by its value
        found = bootstrap(
            tuple(differences),
            _stacked,
            vectorized=True,
            n_resamples=RESAMPLES,
            confidence_level=level,
            method=method,
            rng=np.random.default_rng(0),
        ).confidence_interval
    return float(found.low), float(found.high)


def _stacked(*rows: Floats, axis: int = -1) -> Any:
    moved = [np.moveaxis(row, axis, -1) for row in rows]
    if len(moved) == 1:
        return moved[0].mean(axis=-1)
    # The jackknife of BCa leaves a seed out of one data set at a time, so rows may differ in length.
    return _middle(np.concatenate(np.broadcast_arrays(*moved) if _same(moved) else _spread(moved), axis=-1))


def _same(rows: list[Floats]) -> bool:
    return len({row.shape for row in rows}) == 1


def _spread(rows: list[Floats]) -> list[Floats]:
    lead = np.broadcast_shapes(*(row.shape[:-1] for row in rows))
    return [np.broadcast_to(row, (*lead, row.shape[-1])) for row in rows]
