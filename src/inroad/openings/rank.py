"""Openings of all kinds in the order in which one person should look at them.

*Within a kind* an opening's own score is what its finder gave it; what the person has and what they took
and dismissed before is added as further parts of the score.  Finders score on different scales (a
probability, a count, log odds), so these parts are measured in *units*: one unit is the distance between the
first and third quartile of the scores of that kind.  A unit therefore moves an opening of any kind about as
far.

*Between kinds* scores cannot be compared.  Kinds are dealt in turn, the best of each first; those that the
person takes more often than others come more often (Sainte-Laguë's divisors, as for seats of parties).

Everything is decided by what is given: no clock, no chance, ties by id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from inroad.openings.chance import least
from inroad.openings.feasible import Fit, beyond, fits
from inroad.openings.news import news
from inroad.openings.taught import Lessons
from inroad.types import Choices, LeftOut, Newcomer, Opening, OpeningKind, Part

KINDS: tuple[OpeningKind, ...] = get_args(OpeningKind)
_SAME = 9
"""Decimals to which scores are compared: the last bits of a sum depend on the order of adding."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Openings in order, and those that are not shown."""

    openings: tuple[Opening, ...]
    left_out: tuple[LeftOut, ...]
    order: str
    """How kinds were mixed, in words."""


def rank(
    openings: Iterable[Opening],
    newcomer: Newcomer,
    choices: Choices = Choices(),  # noqa: B008 - frozen and empty
    families: Mapping[str, str] | None = None,
) -> Ranked:
    """Order openings for one person.

    Args:
        openings: of any kinds, in any order.
        newcomer: what they have and can.
        choices: what they took and dismissed; taken ones are left out, dismissed ones unless there is news.
        families: method_id to what it builds on, for what choices teach.
    """
    lessons = Lessons(choices, families or {})
    known = {each.opening_id: each for each in openings}
    shown, left_out = _sift(list(known.values()), newcomer, choices)
    units = {kind: unit([each.score for each in known.values() if each.kind == kind]) for kind in KINDS}
    scored = [_with_parts(each, units[each.kind], newcomer, lessons, choices) for each in shown]
    turns = lessons.turns()
    return Ranked(
        tuple(mixed(scored, turns)),
        tuple(LeftOut(reason, count) for reason, count in sorted(left_out.items())),
        _order(lessons, {each.kind for each in scored}),
    )


def unit(scores: Sequence[float]) -> float:
    """The distance between first and third quartile; the whole range, else 1, where that is nothing."""
    if not scores:
        return 1.0
    ordered = sorted(round(each, _SAME) for each in scores)
    quarter = len(ordered) // 4
    middle = ordered[-1 - quarter] - ordered[quarter]
    return middle or ordered[-1] - ordered[0] or 1.0


def mixed(openings: Sequence[Opening], turns: Mapping[OpeningKind, float]) -> list[Opening]:
    """All kinds in turn, each with its best first."""
    places = {}
    for kind in KINDS:
        own = sorted(
            (each for each in openings if each.kind == kind),
            key=lambda each: (-round(each.score, _SAME), each.opening_id),
        )
        for place, each in enumerate(own):
            places[each.opening_id] = (place + 0.5) / turns[kind], KINDS.index(kind)
    return sorted(openings, key=lambda each: (places[each.opening_id], each.opening_id))


# -- who is shown ---------------------------------------------------------------------------------


def _sift(
    openings: Sequence[Opening], newcomer: Newcomer, choices: Choices
) -> tuple[list[Opening], Counter[str]]:
    taken = {each.opening.opening_id for each in choices.taken}
    shown, left_out = [], Counter[str]()
    for each in openings:
        reason = "are in your plan" if each.opening_id in taken else _why_not(each, newcomer, choices)
        if reason is None:
            shown.append(each)
        else:
            left_out[reason] += 1
    return shown, left_out


def _why_not(opening: Opening, newcomer: Newcomer, choices: Choices) -> str | None:
    before = _dismissed(opening, choices)
    if before is not None and news(before, opening) is None:
        return "you dismissed, and nothing has changed since"
    if opening.chance is not None and opening.chance.probability < least():
        return "may be taken already, or no gap to work on"
    return beyond(opening, newcomer)


def _dismissed(opening: Opening, choices: Choices) -> Opening | None:
    found = (each.opening for each in choices.dismissed if each.opening.opening_id == opening.opening_id)
    return next(found, None)


# -- parts ----------------------------------------------------------------------------------------


def _with_parts(
    opening: Opening, unit: float, newcomer: Newcomer, lessons: Lessons, choices: Choices
) -> Opening:
    found = (*fits(opening, newcomer), *lessons.fits(opening), *_back(opening, choices))
    return replace(opening, parts=(*opening.parts, *(_part(each, unit) for each in found)))


def _part(fit: Fit, unit: float) -> Part:
    return Part(fit.name, fit.units * unit, fit.why)


def _back(opening: Opening, choices: Choices) -> list[Fit]:
    before = _dismissed(opening, choices)
    changed = news(before, opening) if before is not None else None
    return [Fit("back again", 0.0, f"you dismissed it; {changed}")] if changed else []


def _order(lessons: Lessons, kinds: set[OpeningKind]) -> str:
    said = []
    for kind in KINDS:
        taken, dismissed = lessons.tally(kind)
        if kind in kinds and taken + dismissed:
            said.append(f"{kind} {taken} of {taken + dismissed}")
    if len(kinds) < 2:
        return "By score."
    usual = "Kinds take turns, the best of each first: their scores are not on one scale."
    return f"{usual} Those you took more often come more often (taken: {', '.join(said)})." if said else usual
