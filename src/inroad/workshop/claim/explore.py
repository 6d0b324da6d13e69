"""What else the runs hint at, apart from what was planned and corrected for how much was looked at (pure).

Every pair of variants is compared on every metric; there is no choosing among them, so nothing that is
shown was picked because it looked good.  Comparisons that the protocol makes belong to the verdict and are
left out.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import numpy as np

from inroad.types import Claim, ClaimRun, Explored, ExploreReport
from inroad.workshop.claim.paired import Floats, flips, interval, least_seeds, location
from inroad.workshop.claim.samples import Key, value

MOST = 2000
"""Comparisons that are made at most."""


def explore(claim: Claim, runs: Mapping[Key, ClaimRun]) -> ExploreReport:
    """All comparisons that no protocol named."""
    metrics = sorted({name for run in runs.values() for name, _ in run.metrics})
    named = {(p.metric, frozenset((p.variant, p.baseline))) for p in claim.parts if p.baseline}
    pairs = list(itertools.product(metrics, itertools.combinations(claim.variants, 2)))
    open_ = [(metric, pair) for metric, pair in pairs if (metric, frozenset(pair)) not in named][:MOST]
    tables = [(metric, *pair, _table(claim, runs, metric, *pair)) for metric, pair in open_]
    enough = [row for row in tables if row[3].shape[1] >= least_seeds(claim.alpha)]
    ps = [flips(table) for *_, table in enough]
    adjusted = holm(ps)
    found = [_explored(row, p, q, claim.alpha) for row, p, q in zip(enough, ps, adjusted, strict=True)]
    left = tuple(
        f"{part.metric}: {part.variant} and {part.baseline}" for part in claim.parts if part.baseline
    )
    few = len(tables) - len(enough)
    warnings = (f"{few} comparisons have fewer than {least_seeds(claim.alpha)} seeds and are left out",) * (
        few > 0
    )
    ordered = sorted(
        found, key=lambda each: (each.adjusted, each.p, each.metric, each.variant, each.baseline)
    )
    return ExploreReport(claim.claim_id, tuple(ordered), len(enough), claim.alpha, left, warnings)


def holm(ps: Sequence[float]) -> list[float]:
    """p values corrected for their number, step by step (Holm 1979); in the order given."""
    order = sorted(range(len(ps)), key=lambda i: ps[i])
    found, highest = [0.0] * len(ps), 0.0
    for place, i in enumerate(order):
        highest = max(highest, min(1.0, ps[i] * (len(ps) - place)))
        found[i] = highest
    return found


def _explored(row: tuple[str, str, str, Floats], p: float, adjusted: float, alpha: float) -> Explored:
    metric, variant, baseline, table = row
    low, high = interval(table, 1 - alpha)
    apart = adjusted < alpha and (low > 0 or high < 0)
    return Explored(
        metric, variant, baseline, table.shape[1], location(table), (low, high), p, adjusted, apart
    )


def _table(claim: Claim, runs: Mapping[Key, ClaimRun], metric: str, variant: str, baseline: str) -> Floats:
    """Differences (data sets, seeds) of seeds that have all of them."""
    data = claim.data or ("",)
    rows = []
    for seed in claim.seeds:
        ours = [value(runs.get((seed, variant, name)), metric) for name in data]
        theirs = [value(runs.get((seed, baseline, name)), metric) for name in data]
        row = [a - b for a, b in zip(ours, theirs, strict=True) if a is not None and b is not None]
        if len(row) == len(data):
            rows.append(row)
    return np.array(rows, np.float64).reshape(-1, len(data)).T
