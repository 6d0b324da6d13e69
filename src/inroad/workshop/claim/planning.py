"""A pilot to a plan: how many seeds, what varies, how noisy one seed is by itself (pure)."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import replace

from inroad.types import Claim, ClaimPlan, ClaimRun
from inroad.workshop.claim import power, samples
from inroad.workshop.claim.manifest import PILOT
from inroad.workshop.claim.paired import least_seeds
from inroad.workshop.claim.samples import Key, counting, value

MOST_PILOT = 1000


def plan(claim: Claim, code: str, runs: Sequence[ClaimRun], wanted: float) -> ClaimPlan:
    """How many seeds a claim needs.

    Args:
        claim: what is claimed.
        code: hash of the code as it is now; runs of another one say nothing.
        runs: all that was run.
        wanted: chance of an answer that is aimed at.
    """
    main, again = counting(runs, code), counting(runs, code, "again")
    used, seeds, warnings = counting(runs, code, "pilot"), tuple(range(PILOT, PILOT + MOST_PILOT)), []
    if not used and main:
        used, seeds = main, claim.seeds
        warnings = ["there is no pilot: this rests on the runs that decide, so it can only plan a new claim"]
    parts = [
        power.part_plan(part, samples.differences(part, seeds, claim.data, used), claim, wanted)
        for part in claim.parts
    ]
    least = least_seeds(claim.alpha)
    if len(claim.seeds) < least:
        warnings.append(f"{len(claim.seeds)} seeds are planned: whatever comes out will be inconclusive")
    known = [run.seconds for run in runs if run.seconds is not None and run.status == "ok"]
    return ClaimPlan(
        claim.claim_id,
        least,
        len(claim.seeds),
        wanted,
        tuple(parts),
        claim.varies,
        claim.fixed,
        _noise(claim, main, again),
        statistics.median(known) if known else None,
        tuple(warnings),
    )


def _noise(
    claim: Claim, main: Mapping[Key, ClaimRun], again: Mapping[Key, ClaimRun]
) -> tuple[tuple[str, float], ...]:
    metric = claim.parts[0].metric
    rows = []
    for variant in claim.variants:
        keys = samples.planned(replace(claim, variants=(variant,)))
        both = [(value(main.get(key), metric), value(again.get(key), metric)) for key in keys]
        twice = [(a, b) for a, b in both if a is not None and b is not None]
        rows.append((variant, twice, [a for a, _ in both if a is not None]))
    return tuple(power.noise(rows))
