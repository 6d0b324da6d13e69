"""Several data sets, several methods (pure).

Over several data sets: the interquartile mean with intervals from seeds drawn within each data set, and
performance profiles (Agarwal et al. 2021).  Over several methods: Friedman's test on ranks and, if it tells
them apart at all, Nemenyi's critical difference (Demšar 2006, Statistical Comparisons of Classifiers over
Multiple Data Sets).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from inroad.types import Claim, ClaimRun, MeanRank, Profile, Ranking
from inroad.workshop.claim.paired import Floats
from inroad.workshop.claim.samples import Key, value

_STEPS = 41
"""Points of a performance profile."""
LEAST_BLOCKS = 5
"""Blocks from which the chi-squared approximation of Friedman's test is of any use."""


def rankings(claim: Claim, runs: Mapping[Key, ClaimRun]) -> tuple[Ranking, ...]:
    """One ranking a metric that parts judge, where three or more variants report it."""
    metrics = {part.metric: part.better for part in claim.parts}
    found = (ranking(claim, metric, better == "higher", dict(runs)) for metric, better in metrics.items())
    return tuple(each for each in found if each is not None)


def ranking(claim: Claim, metric: str, higher: bool, runs: dict[Key, ClaimRun]) -> Ranking | None:
    """Variants by mean rank; blocks are data sets if there are enough, else seeds.  None: too few."""
    names, table = _table(claim, metric, runs)
    if len(names) < 3 or len(table) < LEAST_BLOCKS:
        return None
    p, ranks = friedman(-table if higher else table)
    critical = nemenyi(len(names), len(table), claim.alpha)
    ordered = sorted(zip(ranks, names, strict=True))
    means = tuple(MeanRank(name, float(rank)) for rank, name in ordered)
    alike = groups(means, critical) if p < claim.alpha else (tuple(each.variant for each in means),)
    return Ranking(metric, len(table), p, critical, means, alike)


def friedman(table: Floats) -> tuple[float, Floats]:
    """Friedman's test with Iman and Davenport's correction, and mean ranks; lower values rank first.

    Args:
        table: (blocks, methods), at least 2 of each.
    """
    from scipy.stats import f, rankdata

    blocks, methods = table.shape
    ranks = rankdata(table, axis=1)
    means = ranks.mean(axis=0)
    # Ties within a block lower what ranks can vary (Conover 1999); without ties this is blocks * k(k²-1)/12.
    spread = ((ranks - (methods + 1) / 2) ** 2).sum() / (methods - 1)
    if spread == 0:
        return 1.0, means
    chi = blocks**2 * ((means - (methods + 1) / 2) ** 2).sum() / spread
    rest = blocks * (methods - 1) - chi
    if rest <= 1e-9:
        return 0.0, means
    return float(f.sf((blocks - 1) * chi / rest, methods - 1, (methods - 1) * (blocks - 1))), means


def nemenyi(methods: int, blocks: int, alpha: float) -> float:
    """The critical difference of mean ranks."""
    from scipy.stats import studentized_range

    q = float(studentized_range.ppf(1 - alpha, methods, math.inf)) / math.sqrt(2)
    return q * math.sqrt(methods * (methods + 1) / (6 * blocks))


def groups(means: Sequence[MeanRank], critical: float) -> tuple[tuple[str, ...], ...]:
    """Largest groups of neighbours whose mean ranks differ by less than ``critical``, two or more each."""
    found: list[tuple[str, ...]] = []
    end_before = 0
    for start, first in enumerate(means):
        end = max(i for i, each in enumerate(means) if each.rank - first.rank < critical or i == start) + 1
        if end > end_before and end - start > 1:
            found.append(tuple(each.variant for each in means[start:end]))
            end_before = end
    return tuple(found)


def profiles(claim: Claim, runs: Mapping[Key, ClaimRun]) -> tuple[Profile, ...]:
    """One for each judged metric and variant, where there are several data sets."""
    metrics = {part.metric: part.better for part in claim.parts}
    if len(claim.data) < 2:
        return ()
    return tuple(
        each for name, better in metrics.items() for each in _profiles(claim, name, better, dict(runs))
    )


def _profiles(claim: Claim, metric: str, better: str, runs: dict[Key, ClaimRun]) -> Iterator[Profile]:
    names, cells = _cells(claim, metric, runs)
    if not cells.size:
        return
    values = np.linspace(cells.min(), cells.max(), _STEPS)
    sign = 1.0 if better == "higher" else -1.0
    for number, name in enumerate(names):
        shares = profile(sign * cells[:, :, number], sign * values)
        yield Profile(metric, name, tuple(values.tolist()), tuple(shares.tolist()))


def profile(scores: Floats, thresholds: Floats) -> Floats:
    """Share of runs at or above each threshold, every data set counted alike.

    Args:
        scores: (data sets, seeds), higher is better.
        thresholds: (t,).

    Returns:
        (t,) shares.
    """
    above: Floats = (scores[:, :, None] >= thresholds).mean(axis=1)
    return np.asarray(above.mean(axis=0))


def _table(claim: Claim, metric: str, runs: dict[Key, ClaimRun]) -> tuple[list[str], Floats]:
    """(blocks, variants): means over seeds of each data set, else the seeds of one."""
    names, whole = _cells(claim, metric, runs)
    if not whole.size:
        return names, np.empty((0, len(names)))
    return names, whole.mean(axis=1) if len(claim.data) >= LEAST_BLOCKS else whole.mean(axis=0)


def _cells(claim: Claim, metric: str, runs: dict[Key, ClaimRun]) -> tuple[list[str], Floats]:
    """Variants that report the metric, and (data sets, seeds, variants) of seeds that have all of them."""
    data = claim.data or ("",)
    names = [
        name
        for name in claim.variants
        if any(_known(runs, seed, name, each, metric) for seed in claim.seeds for each in data)
    ]
    cells = np.array(
        [
            [[_cell(runs, seed, name, each, metric) for name in names] for seed in claim.seeds]
            for each in data
        ],
        np.float64,
    ).reshape(len(data), len(claim.seeds), len(names))
    return names, cells[:, ~np.isnan(cells).any(axis=(0, 2))]


def _known(runs: dict[Key, ClaimRun], seed: int, name: str, data: str, metric: str) -> bool:
    return not math.isnan(_cell(runs, seed, name, data, metric))


def _cell(runs: dict[Key, ClaimRun], seed: int, name: str, data: str, metric: str) -> float:
    found = value(runs.get((seed, name, data)), metric)
    return math.nan if found is None else found
