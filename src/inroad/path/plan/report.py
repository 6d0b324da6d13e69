"""The plan as a whole: what is known in, a report out (pure)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from inroad.journal.steps import Decision
from inroad.path import hours as log
from inroad.path.plan import submitting, worth
from inroad.path.plan.draft import Draft
from inroad.path.plan.drafts import drafts
from inroad.path.plan.known import Known
from inroad.path.plan.paths import views
from inroad.path.plan.schedule import WEEKS, Left, Placed, fit
from inroad.types import LeftOutStep, NextStep, PathView, PlanReport

PROPOSED = 3
"""Paths that are named where none is chosen."""
MANY = 2
"""Times after which missing a step is no accident."""


def plan(known: Known, weekly: float | None = None, said: str = "") -> PlanReport:
    """What to do in the next weeks.

    Args:
        known: what is known of somebody, on a day.
        weekly: hours a week to plan with; None: those of the profile.
        said: what has just been changed.
    """
    usual = known.profile.newcomer.hours_a_week
    seen = views(known.paths, known.profile, known.chosen)
    chosen = [each for each in seen if each.fit == "chosen"]
    fitting = [each for each in seen if each.fit == "fits"]
    all_ = [_judged(each, known) for each in drafts(known, chosen or fitting[:1])]
    kept, left = _fitted(all_, known, weekly or usual)
    shrunk = weekly is not None and weekly < usual
    until = known.day + (7 * WEEKS - 1) * log.DAY
    return PlanReport(
        known.day,
        until,
        known.me.situation,
        known.region,
        _head(known),
        weekly or usual,
        weekly is not None or known.me.hours_a_week is not None,
        round(sum(each.now for each in kept), 1),
        tuple(_step(each.draft, known, each.now, each.until) for each in kept),
        tuple(LeftOutStep(_step(each.draft, known), each.reason) for each in left),
        tuple(_dropped(all_, known, kept, usual)) if shrunk else (),
        _with_state(known, all_, "done"),
        _with_state(known, all_, "dropped"),
        tuple(chosen or [*fitting, *(each for each in seen if each.fit == "could")][:PROPOSED]),
        tuple(_advice(known, chosen, weekly or usual, all_)),
        said,
        tuple(known.deadlines),
    )


def _fitted(all_: Sequence[Draft], known: Known, weekly: float) -> tuple[list[Placed], list[Left]]:
    """What is open, fitted into hours."""
    state = {step_id: each.state for step_id, each in known.decisions.items()}
    missed = {step_id for step_id, each in known.decisions.items() if each.missed}
    over = {step_id for step_id, each in state.items() if each in ("done", "dropped")}
    return fit([each for each in all_ if each.step_id not in over], weekly, known.day, over, missed)


def _judged(draft: Draft, known: Known) -> Draft:
    """The same with what was missed before counted in."""
    decision = known.decisions.get(draft.step_id)
    if decision is None or not decision.missed:
        return draft
    return replace(draft, parts=(*draft.parts, worth.missed(decision.missed)))


def _dropped(
    all_: Sequence[Draft], known: Known, kept: Sequence[Placed], usual: float
) -> Iterator[LeftOutStep]:
    """What falls out when hours shrink, least worth an hour first; what gets smaller is said too."""
    now = {each.draft.step_id: each.now for each in kept}
    for each in sorted(
        _fitted(all_, known, usual)[0], key=lambda e: (e.draft.worth, -e.now, e.draft.step_id)
    ):
        less = each.now - now.get(each.draft.step_id, 0.0)
        if less < 0.05:
            continue
        what = "drop it" if each.draft.step_id not in now else f"do {less:.1f} h less of it"
        reason = f"{what}: an hour of it is worth {each.draft.worth:g}, and it would take {each.now:g} h"
        yield LeftOutStep(_step(each.draft, known, each.now, each.until), reason)


# -- steps ----------------------------------------------------------------------------------------


def _step(draft: Draft, known: Known, now: float = 0.0, until: dt.date | None = None) -> NextStep:
    said = known.decisions.get(draft.step_id)
    made = NextStep(
        draft.step_id,
        draft.kind,
        draft.title,
        draft.why,
        draft.proof,
        draft.do,
        (round(draft.hours[0], 2), round(draft.hours[1], 2)),
        now,
        draft.worth,
        draft.parts,
        until,
        known.day + draft.deadline * log.DAY if draft.deadline is not None else None,
        draft.intense,
        draft.after,
    )
    if said is None:
        return made
    return replace(made, state=said.state, at=said.at, missed=said.missed, note=said.note)


def _with_state(known: Known, all_: Sequence[Draft], state: str) -> tuple[NextStep, ...]:
    """Steps that were decided on, the latest first; also those that would not be proposed any more."""
    known_drafts = {each.step_id: each for each in all_}
    mine = [each for each in known.decisions.values() if each.state == state]
    mine.sort(key=lambda each: each.step_id)
    mine.sort(key=lambda each: each.at, reverse=True)
    return tuple(
        _step(known_drafts[each.step_id], known) if each.step_id in known_drafts else _past(each)
        for each in mine
    )


def _past(said: Decision) -> NextStep:
    return NextStep(
        said.step_id, "read", said.title, "", "", "", (0.0, 0.0), 0.0, 0.0, (), None,
        state=said.state, at=said.at, missed=said.missed, note=said.note,
    )  # fmt: skip


# -- words ----------------------------------------------------------------------------------------

_HEADS = {
    "hired": "By both axes you stand where research engineers are hired; what counts now is work "
    "that others see.",
    "near": "You are near the region in which research engineers are hired: every piece of proof on "
    "either axis brings you closer.",
    "ml first": "Machine learning is the gap that must close first, so that practice and a first claim lead.",
    "software first": "Software engineering is the gap that must close first, so that work in real code "
    "leads.",
    "unknown": "Where you stand is unknown, so that the first steps find it out.",
}


def _head(known: Known) -> str:
    where = _HEADS[known.region]
    if known.region != "unknown" and known.profile.region != known.region:
        where += " That is your own word; evidence does not show it yet."
    return where


def _advice(known: Known, chosen: Sequence[PathView], weekly: float, all_: Sequence[Draft]) -> Iterator[str]:
    minutes = sum(each.minutes for each in known.kinds)
    if minutes >= log.ENOUGH:
        yield f"Your last four weeks: {log.balance(known.kinds)}"
    for each in chosen:
        if weekly < each.path.weekly:
            yield (
                f"The path “{each.path.name}” does not move below {each.path.weekly:g} hours a week, "
                f"and you plan "
                f"with {weekly:g}: make room, or choose another with inroad plan paths."
            )
    titles = {each.step_id: each.title for each in all_}
    for said in sorted(known.decisions.values(), key=lambda each: each.step_id):
        if said.missed >= MANY and said.state == "missed" and said.step_id in titles:
            yield (
                f"“{titles[said.step_id]}” was missed {said.missed} times: a smaller piece of it is "
                f"planned; if it is "
                "missed again, drop it without regret."
            )
    yield from submitting.advice(known, weekly)
