"""From runs to the differences that are judged (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from inroad.types import Claim, ClaimPart, ClaimRun, SeedDifference

Key = tuple[int, str, str]
"""Seed, variant, data set."""


def planned(claim: Claim) -> list[Key]:
    """Every run that a claim needs, seed by seed, so that what is cut short leaves whole seeds."""
    return [
        (seed, variant, data)
        for seed in claim.seeds
        for variant in claim.variants
        for data in claim.data or ("",)
    ]


def counting(runs: Iterable[ClaimRun], code: str, role: str = "main") -> dict[Key, ClaimRun]:
    """The run that counts for each key: of this code, a success before a failure, else the first."""
    found: dict[Key, ClaimRun] = {}
    for run in runs:
        if run.code != code or run.role != role:
            continue
        known = found.get((run.seed, run.variant, run.data))
        if known is None or (known.status == "failed" and run.status == "ok"):
            found[run.seed, run.variant, run.data] = run
    return found


def differences(
    part: ClaimPart, seeds: Iterable[int], data: Sequence[str], runs: dict[Key, ClaimRun]
) -> tuple[SeedDifference, ...]:
    """What each seed says of a part; seeds of which a side failed or lacks the metric are left out."""
    sign = 1.0 if part.better == "higher" else -1.0
    found = []
    for seed in seeds:
        for name in data or ("",):
            ours = value(runs.get((seed, part.variant, name)), part.metric)
            theirs = part.constant
            if part.baseline is not None:
                theirs = value(runs.get((seed, part.baseline, name)), part.metric)
            if ours is not None and theirs is not None:
                found.append(SeedDifference(seed, name, ours, theirs, sign * (ours - theirs)))
    return tuple(found)


def missing(part: ClaimPart, claim: Claim, runs: dict[Key, ClaimRun]) -> int:
    """Planned runs of a part that were never made."""
    return sum(key not in runs for key in planned(claim) if key[1] in (part.variant, part.baseline))


def unsteady(claim: Claim, runs: Sequence[ClaimRun], code: str) -> tuple[str, ...]:
    """Variants of which a metric that is judged came out otherwise when the same seed was run again."""
    main, again = counting(runs, code), counting(runs, code, "again")
    both = [(key[1], run, main[key]) for key, run in again.items() if key in main]
    differ = {
        variant
        for variant, run, first in both
        if run.status == first.status == "ok" and _judged(claim, run) != _judged(claim, first)
    }
    return tuple(variant for variant in claim.variants if variant in differ)


def value(run: ClaimRun | None, metric: str) -> float | None:
    """A figure of a run; None if there is no such run, it failed or does not report it."""
    return dict(run.metrics).get(metric) if run is not None and run.status == "ok" else None


def _judged(claim: Claim, run: ClaimRun) -> list[float | None]:
    return [value(run, part.metric) for part in claim.parts]
