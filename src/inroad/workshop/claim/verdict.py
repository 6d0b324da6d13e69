"""What became of a claim (pure): the rules by which runs decide.

A part of a claim compares a variant with a baseline over the same seeds.  Differences are counted so that
more is what is claimed, and compared with one or two values; each comparison has to be told by the interval
*and* by flipping signs (:mod:`inroad.workshop.claim.paired`).  Where only one can tell, they disagree.
``I`` is the smallest difference that matters.

Before any comparison, for all kinds:

| seeds with both sides known | outcome | reason |
|---|---|---|
| none | not attempted | no runs |
| fewer than can decide (6 for 0.05) were planned, or were run so far | inconclusive | underpowered |
| some planned runs were never made | inconclusive | unfinished |
| more than one in five lost to failed runs | inconclusive | failed runs |
| fewer than can decide | inconclusive | underpowered |

"better", two-sided level alpha:

| against 0 | against I | outcome | reason |
|---|---|---|---|
| above | above | reproduced; partly, if the paper's size is missed | as claimed; other size |
| below | any | not reproduced | opposite |
| any other | below | not reproduced | smaller than matters |
| above | unclear or disagree | partly | size not shown |
| disagree | unclear or disagree | inconclusive | tests disagree |
| unclear | disagree | inconclusive | tests disagree |
| unclear | unclear | inconclusive | underpowered |

"not worse", two-sided level alpha:

| against -I | outcome | reason |
|---|---|---|
| above | reproduced | as claimed |
| below | not reproduced | opposite |
| unclear / disagree | inconclusive | underpowered / tests disagree |

"same", two one-sided tests at alpha each (Schuirmann 1987), so the interval has level 1 - 2 alpha:

| against -I | against I | outcome | reason |
|---|---|---|---|
| above | below | reproduced | as claimed |
| below | any | not reproduced | different |
| any | above | not reproduced | different |
| one disagrees | | inconclusive | tests disagree |
| else | | inconclusive | underpowered |

The paper's size is missed when a tolerance is given and the whole interval lies further than it from the
paper's figure.  A claim of several parts is reproduced when all parts are, so nothing has to be corrected
for their number; it is "partly" when some are, or some partly, and others are refuted or open; not reproduced
when at least one is refuted and none holds; else inconclusive.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from inroad.types import (
    ClaimOutcome,
    ClaimPart,
    ClaimReason,
    PartVerdict,
    SeedDifference,
    Threshold,
)
from inroad.workshop.claim.paired import Floats, interval, least_seeds, location, side

FAILED = 0.2
"""Part of the planned seeds that may be lost to failed runs."""
Ruling = tuple[ClaimOutcome, ClaimReason]
_UNDERPOWERED: Ruling = ("inconclusive", "underpowered")
_DISAGREE: Ruling = ("inconclusive", "tests disagree")


def judge(
    part: ClaimPart,
    points: Sequence[SeedDifference],
    planned: int,
    *,
    alpha: float = 0.05,
    missing: int = 0,
) -> PartVerdict:
    """What became of one part.

    Args:
        part: what is claimed.
        points: the differences of all seeds for which both sides are known, one a data set.
        planned: seeds that the protocol names.
        alpha: level of the tests.
        missing: runs of this part that were never made.
    """
    used = complete(points)
    level = 1 - 2 * alpha if part.kind == "same" else 1 - alpha
    seeds = used.shape[1]
    if seeds < 2:
        ruling = _before(seeds, planned, missing, alpha)
        effect = location(used) if seeds else None
        return PartVerdict(part, *(ruling or _UNDERPOWERED), seeds, effect, None, level, (), tuple(points))
    between = interval(used, level)
    sides = [side(used, value, between, 1 - level) for value in _values(part)]
    outcome, reason = _before(seeds, planned, missing, alpha) or _RULES[part.kind](part, sides, between)
    return PartVerdict(
        part, outcome, reason, seeds, location(used), between, level, tuple(sides), tuple(points)
    )


def together(parts: Sequence[PartVerdict]) -> Ruling:
    """What the parts of a claim say together."""
    outcomes = [part.outcome for part in parts]
    if len(parts) == 1:
        return parts[0].outcome, parts[0].reason
    if all(each == "reproduced" for each in outcomes):
        return "reproduced", "as claimed"
    if all(each == "not attempted" for each in outcomes):
        return "not attempted", "no runs"
    if any(each in ("reproduced", "partly") for each in outcomes):
        return "partly", "some parts only"
    worst = "not reproduced" if "not reproduced" in outcomes else "inconclusive"
    return next((part.outcome, part.reason) for part in parts if part.outcome == worst)


def complete(points: Sequence[SeedDifference]) -> Floats:
    """Differences as (data sets, seeds) of those seeds that have all data sets."""
    names = sorted({point.data for point in points})
    by_seed: dict[int, dict[str, float]] = {}
    for point in points:
        by_seed.setdefault(point.seed, {})[point.data] = point.difference
    whole = [row for _, row in sorted(by_seed.items()) if len(row) == len(names)]
    table = [[row[name] for row in whole] for name in names]
    return np.array(table, np.float64).reshape(max(1, len(names)), len(whole))


def _before(seeds: int, planned: int, missing: int, alpha: float) -> Ruling | None:
    """What is decided without looking at a figure."""
    if seeds == 0 and missing:
        return "not attempted", "no runs"
    least = least_seeds(alpha)
    if planned < least or (missing and seeds < least):
        return _UNDERPOWERED
    if missing:
        return "inconclusive", "unfinished"
    if seeds < (1 - FAILED) * planned:
        return "inconclusive", "failed runs"
    return _UNDERPOWERED if seeds < least else None


def _values(part: ClaimPart) -> tuple[float, ...]:
    """What differences of a kind are compared with."""
    matters = part.interest
    return {"better": (0.0, matters), "not worse": (-matters,), "same": (-matters, matters)}[part.kind]


def _better(part: ClaimPart, sides: Sequence[Threshold], between: tuple[float, float]) -> Ruling:
    zero, matters = (each.side for each in sides)
    if (zero, matters) == ("above", "above"):
        return ("reproduced", "as claimed") if _same_size(part, between) else ("partly", "other size")
    if zero == "below":
        return "not reproduced", "opposite"
    if matters == "below":
        return "not reproduced", "smaller than matters"
    if zero == "above":
        return "partly", "size not shown"
    return _DISAGREE if "disagree" in (zero, matters) else _UNDERPOWERED


def _not_worse(part: ClaimPart, sides: Sequence[Threshold], between: tuple[float, float]) -> Ruling:
    if sides[0].side == "above":
        return "reproduced", "as claimed"
    if sides[0].side == "below":
        return "not reproduced", "opposite"
    return _DISAGREE if sides[0].side == "disagree" else _UNDERPOWERED


def _same(part: ClaimPart, sides: Sequence[Threshold], between: tuple[float, float]) -> Ruling:
    low, high = (each.side for each in sides)
    if (low, high) == ("above", "below"):
        return "reproduced", "as claimed"
    if low == "below" or high == "above":
        return "not reproduced", "different"
    return _DISAGREE if "disagree" in (low, high) else _UNDERPOWERED


_RULES = {"better": _better, "not worse": _not_worse, "same": _same}


def _same_size(part: ClaimPart, between: tuple[float, float]) -> bool:
    if part.figure is None or part.tolerance is None:
        return True
    return between[0] <= part.figure + part.tolerance and between[1] >= part.figure - part.tolerance
