"""From protocols and runs to a verdict (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from inroad.types import Claim, ClaimRun, ClaimVerdict, PartVerdict, Protocol
from inroad.workshop.claim import many, samples
from inroad.workshop.claim.protocol import decided_by, decisions, deviations, governing
from inroad.workshop.claim.runs import Runs
from inroad.workshop.claim.verdict import judge, together


def verdict_on(now: Protocol, kept: Sequence[Protocol], held: Runs) -> ClaimVerdict:
    """What became of a claim.

    The protocol that was frozen decides: which parts, seeds and thresholds.  Runs count if they were made
    with the code as it is now.  Where decisions were changed after results were there, what they would say
    now is told beside.

    Args:
        now: the protocol as the folder has it.
        kept: those of the journal, oldest first; empty: never run.
        held: what was run.
    """
    rules = governing(kept) or now
    claim = decided_by(rules)
    found = _ruled(claim, now, held)
    changed = decisions(rules) != decisions(now)
    as_changed = _ruled(decided_by(now), now, held).outcome if changed else None
    return replace(
        found,
        protocol=rules.hash,
        frozen=rules.at,
        deviations=deviations(kept),
        as_changed=as_changed,
        warnings=(*found.warnings, *_warnings(claim, now, held, found)),
    )


def _ruled(claim: Claim, now: Protocol, held: Runs) -> ClaimVerdict:
    counted = samples.counting(held.runs, now.code)
    parts = tuple(_part(claim, index, counted) for index in range(len(claim.parts)))
    outcome, reason = together(parts)
    wanted = samples.planned(claim)
    used = [counted[key] for key in wanted if key in counted]
    again = samples.counting(held.runs, now.code, "again")
    known = [run.processor for run in held.runs if run.code == now.code and run.processor is not None]
    peaks = [run.memory for run in used if run.memory is not None]
    ran_on = {run.environment for run in used}
    return ClaimVerdict(
        claim.claim_id,
        claim.statement,
        outcome,
        reason,
        parts,
        now.hash,
        None,
        len(used),
        sum(run.status == "failed" for run in used),
        sum(key not in counted for key in wanted),
        unsteady=samples.unsteady(claim, held.runs, now.code),
        repeated=sum(run.status == "ok" for run in again.values()),
        rankings=many.rankings(claim, counted),
        profiles=many.profiles(claim, counted),
        environments=tuple(each for each in held.environments if each.environment in ran_on),
        seconds=sum(known) if known else None,
        memory=max(peaks, default=None),
    )


def _part(claim: Claim, index: int, counted: dict[samples.Key, ClaimRun]) -> PartVerdict:
    part = claim.parts[index]
    points = samples.differences(part, claim.seeds, claim.data, counted)
    lacking = samples.missing(part, claim, counted)
    return judge(part, points, len(claim.seeds), alpha=claim.alpha, missing=lacking)


def _warnings(claim: Claim, now: Protocol, held: Runs, found: ClaimVerdict) -> list[str]:
    said = []
    older = sum(run.code != now.code and run.role == "main" for run in held.runs)
    if older:
        said.append(f"{older} runs were made with other code or settings; they are kept and do not count")
    if held.unreadable:
        said.append(
            f"{held.unreadable} lines of runs.jsonl cannot be read, as after a crash; they do not count"
        )
    if found.failed:
        said.append(
            f"{found.failed} of {found.runs} runs failed; their seeds do not count, and are not zeros"
        )
    if found.unsteady:
        said.append(f"the same seed twice gave something else: {', '.join(found.unsteady)}")
    if len(found.environments) > 1:
        said.append(f"runs were made in {len(found.environments)} environments")
    lacking = [part for part in claim.parts if found.runs > found.failed and not _reported(found, part.name)]
    said += [f"no run reports the metric {part.metric!r} for {part.name!r}" for part in lacking]
    return said


def _reported(found: ClaimVerdict, name: str) -> bool:
    return any(each.part.name == name and each.points for each in found.parts)
