"""How many seeds it takes to tell one difference from another (pure).

The chance of an answer is that of a two-sided paired t-test, which sign flips come close to from ten seeds on
(Pitman 1937); below ``least_seeds`` it is nothing.  A pilot of a few pairs knows the spread only roughly, so
a careful number is given too, for a spread as large as the pilot still allows with 80 % confidence.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence

import numpy as np

from inroad.types import Claim, ClaimPart, PartPlan, SeedDifference, SeedsNeeded
from inroad.workshop.claim.paired import least_seeds

MOST = 1000
"""Seeds beyond which nothing is planned."""
_SHOWN = (6, 8, 10, 15, 20, 30, 50)
_CONFIDENCE = 0.8


def power(difference: float, spread: float, seeds: int, alpha: float = 0.05) -> float:
    """The chance that so many seeds tell a difference from nothing.

    Args:
        difference: what is really there.
        spread: standard deviation of the differences of single seeds.
        seeds: how many.
        alpha: two-sided level.
    """
    from scipy.stats import nct, t

    if seeds < least_seeds(alpha) or difference == 0:
        return 0.0
    if spread == 0:
        return 1.0
    limit = t.ppf(1 - alpha / 2, seeds - 1)
    found = float(nct.sf(limit, seeds - 1, math.sqrt(seeds) * abs(difference) / spread))
    # The series behind it gives out for differences that nobody could miss.
    return 1.0 if math.isnan(found) else found


def needed(difference: float, spread: float, wanted: float, alpha: float = 0.05) -> int | None:
    """The fewest seeds with at least the wanted chance; None: more than ``MOST``."""
    low, high = least_seeds(alpha), MOST
    if power(difference, spread, high, alpha) < wanted:
        return None
    while low < high:
        middle = (low + high) // 2
        if power(difference, spread, middle, alpha) >= wanted:
            high = middle
        else:
            low = middle + 1
    return low


def cautious(spread: float, pairs: int) -> float:
    """The largest spread that a pilot of so many pairs still allows, with 80 % confidence."""
    from scipy.stats import chi2

    return spread * math.sqrt((pairs - 1) / float(chi2.ppf(1 - _CONFIDENCE, pairs - 1)))


def part_plan(part: ClaimPart, points: Sequence[SeedDifference], claim: Claim, wanted: float) -> PartPlan:
    """What a pilot says of one part; several data sets of a seed count as their mean."""
    by_seed: dict[int, list[float]] = {}
    for point in points:
        by_seed.setdefault(point.seed, []).append(point.difference)
    if len(by_seed) < 2:
        return PartPlan(part.name, len(by_seed), None, None, None, ())
    values = np.array([np.mean(each) for _, each in sorted(by_seed.items())])
    mean, spread = float(values.mean()), float(values.std(ddof=1))
    needs = tuple(_need(part, *each, spread, len(values), claim.alpha, wanted) for each in _questions(part))
    return PartPlan(part.name, len(values), mean, spread, _paired(points), needs)


def _questions(part: ClaimPart) -> Iterable[tuple[str, float]]:
    """What has to be told apart, and by how much it differs."""
    if part.kind == "same":
        yield "no difference from one that matters, on either side", part.interest
    elif part.kind == "not worse":
        yield "no loss from one that matters", part.interest
    else:
        yield "the smallest difference that matters from none", part.interest
        if part.figure is not None and part.figure > part.interest:
            yield "the paper's difference from the smallest that matters", part.figure - part.interest


def _need(
    part: ClaimPart, question: str, difference: float, spread: float, pairs: int, alpha: float, wanted: float
) -> SeedsNeeded:
    # Both one-sided tests at alpha have to succeed, each of them then a little more often.
    level, goal = (2 * alpha, (1 + wanted) / 2) if part.kind == "same" else (alpha, wanted)
    usual = needed(difference, spread, goal, level)
    careful = needed(difference, cautious(spread, pairs), goal, level)
    least = least_seeds(alpha)
    powers = tuple((n, power(difference, spread, n, level)) for n in _SHOWN if n >= least)
    return SeedsNeeded(
        part.name, question, difference, _at_least(usual, least), _at_least(careful, least), powers
    )


def _at_least(seeds: int | None, least: int) -> int | None:
    return None if seeds is None else max(seeds, least)


def _paired(points: Sequence[SeedDifference]) -> float | None:
    """Correlation of both sides over seeds."""
    ours, theirs = ([getattr(p, side) for p in points] for side in ("variant", "baseline"))
    if len(points) < 3 or len(set(ours)) == 1 or len(set(theirs)) == 1:
        return None
    return float(np.corrcoef(ours, theirs)[0, 1])


def noise(
    pairs: Iterable[tuple[str, Sequence[tuple[float, float]], Sequence[float]]],
) -> list[tuple[str, float]]:
    """How far two runs of one seed lie apart, relative to the spread between seeds.

    Args:
        pairs: for each variant its name, values of seeds run twice, and values of all seeds.
    """
    found = []
    for name, twice, all_ in pairs:
        spread = float(np.std(all_, ddof=1)) if len(all_) > 1 else 0.0
        apart = max(itertools.chain((abs(a - b) for a, b in twice), [0.0]))
        if apart and spread:
            found.append((name, apart / spread))
    return sorted(found, key=lambda one: (-one[1], one[0]))
