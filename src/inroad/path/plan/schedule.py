"""Steps into the hours that there are (pure).

Most worth an hour comes first; a step that is only of use as a whole waits if there is no room for all of it,
of another a piece is taken.  No single step gets more than half of the hours at first, so that a plan is
never one large thing; what is then left over goes to the steps that can use it, in the same order.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from inroad.path.plan.draft import Draft

WEEKS = 4
"""Length of a plan."""
SHARE = 0.5
"""Of all hours, for one step at first."""
MISSED_SHARE = 0.2
"""The same for one that was missed: a smaller piece."""
PIECE = 1.0
"""Hours below which a piece of a large step is no use."""
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Placed:
    """A step with its hours in this plan and the day by which they are over."""

    draft: Draft
    now: float
    until: dt.date


@dataclass(frozen=True, slots=True)
class Left:
    """A step for which there is no room, and why."""

    draft: Draft
    reason: str


def ordered(drafts: Sequence[Draft]) -> list[Draft]:
    """Most worth an hour first; ties: the shorter, then by id."""
    return sorted(drafts, key=lambda each: (-each.worth, each.usual, each.step_id))


def fit(
    drafts: Sequence[Draft], weekly: float, day: dt.date, done: Collection[str], missed: Collection[str]
) -> tuple[list[Placed], list[Left]]:
    """Which steps there is room for, in the order in which to do them, and which not.

    Args:
        drafts: steps that are open.
        weekly: hours a week.
        day: the first day.
        done: ids of steps that are over, so that what comes after them can begin.
        missed: ids of steps of which only a smaller piece is planned.
    """
    budget = weekly * WEEKS
    hours: dict[str, float] = {}
    kept: list[Draft] = []
    left: list[Left] = []
    for draft in _in_turn(ordered(drafts)):
        room = budget - sum(hours.values())
        reason = _waits(draft, hours, kept, done, drafts)
        now = 0.0 if reason else _piece(draft, room, budget, draft.step_id in missed)
        if now:
            hours[draft.step_id] = now
            kept.append(draft)
        else:
            left.append(Left(draft, reason or _no_room(draft, room)))
    _spread(kept, hours, budget, missed)
    return _dated(kept, hours, weekly, day), left


def _in_turn(drafts: list[Draft]) -> list[Draft]:
    """The same, with every step after the one that it needs."""
    found: list[Draft] = []
    waiting = {each.step_id: each for each in drafts}
    for each in drafts:
        chain = []
        at: Draft | None = each
        while at is not None and at.step_id in waiting:
            chain.append(waiting.pop(at.step_id))
            at = waiting.get(at.after or "")
        found += reversed(chain)
    return found


def _waits(
    draft: Draft, hours: dict[str, float], kept: list[Draft], done: Collection[str], all_: Sequence[Draft]
) -> str:
    """Why a step cannot be begun yet; "" if it can."""
    if draft.after is None or draft.after in done or draft.after not in {each.step_id for each in all_}:
        return ""
    before = next((each for each in kept if each.step_id == draft.after), None)
    if before is None:
        return "it comes after a step for which there is no room"
    whole = hours[before.step_id] >= before.usual
    return "" if whole else "it comes after a step that takes longer than this plan"


def _piece(draft: Draft, room: float, budget: float, missed: bool) -> float:
    """Hours for a step: all, a piece where a piece is of use, or none."""
    if not draft.divisible:
        return max(draft.usual, 0.05) if draft.usual <= room + 1e-9 else 0.0
    wanted = min(draft.usual, budget * (MISSED_SHARE if missed else SHARE), room)
    least = min(PIECE, draft.usual)
    return round(wanted, 2) if wanted >= least else round(least, 2) if least <= room else 0.0


def _spread(kept: list[Draft], hours: dict[str, float], budget: float, missed: Collection[str]) -> None:
    for draft in kept:
        room = budget - sum(hours.values())
        if draft.divisible and draft.step_id not in missed and room > 0:
            hours[draft.step_id] = round(min(draft.usual, hours[draft.step_id] + room), 2)


def _dated(kept: list[Draft], hours: dict[str, float], weekly: float, day: dt.date) -> list[Placed]:
    """Days by which each is over, if the hours are worked one step after the other; last days are kept."""
    placed, spent = [], 0.0
    for draft in kept:
        spent += hours[draft.step_id]
        # Rounded hours may add up to a little more than there are; the plan ends with its last day.
        days = min(max(math.ceil(7 * spent / weekly) - 1, 0), 7 * WEEKS - 1)
        until = day + days * DAY
        if draft.deadline is not None:
            until = min(until, day + draft.deadline * DAY)
        placed.append(Placed(draft, hours[draft.step_id], until))
    return placed


def _no_room(draft: Draft, room: float) -> str:
    needs = draft.usual if not draft.divisible else min(PIECE, draft.usual)
    return (
        f"an hour of it is worth {draft.worth:g}, less than of the steps that are in; it needs "
        f"{_hours(needs)}, "
        f"and {_hours(max(room, 0))} were left"
    )


def _hours(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0") + " h"
