"""A step before it is known whether there is room for it, and what makers of steps share (pure)."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inroad.path.hours import ENOUGH
from inroad.path.plan import worth
from inroad.path.plan.known import Known
from inroad.types import Part, StepKind, Taken

AT_ONCE = 3
"""Drills in one step, and families in one plan."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A step before it is known whether there is room for it."""

    step_id: str
    kind: StepKind
    title: str
    why: str
    proof: str
    do: str
    hours: tuple[float, float]
    parts: tuple[Part, ...]
    intense: bool = False
    divisible: bool = False
    """A piece of it is of use too."""
    after: str | None = None
    deadline: int | None = None
    """Days until its last day."""

    @property
    def worth(self) -> float:
        """Of an hour of it."""
        return round(sum(part.points for part in self.parts), 2)

    @property
    def usual(self) -> float:
        """Hours that it probably takes."""
        return round(sum(self.hours) / 2, 2)


def standing(known: Known) -> list[Taken]:
    """Openings that were taken and are neither done nor dropped."""
    return [each for each in known.taken if each.state in ("planned", "begun")]


def beginner(known: Known) -> bool:
    """Nothing in machine learning is said or shown yet."""
    return known.profile.newcomer.ml < 1 and not any(each.passes for each in known.drills)


def field_word(known: Known) -> str:
    """The first field as a command takes it."""
    return quoted(known.me.fields)


def quoted(fields: Sequence[str]) -> str:
    """The first of some fields as a command takes it."""
    return shlex.quote(fields[0]) if fields else "FIELD"


def gap_part(known: Known, axis: str) -> tuple[Part, ...]:
    """What closing a gap, or raising a level, on an axis is worth."""
    names = {"ml": "machine learning", "software": "software engineering"}
    if known.region == f"{axis} first":
        return (worth.gap(names[axis]),)
    return (worth.raises(names[axis]),)


def short_part(known: Known) -> tuple[Part, ...]:
    """Whether the last weeks had too little intense work, where enough was logged to tell."""
    minutes = {each.kind: each.minutes for each in known.kinds}
    whole = sum(minutes.values())
    return (worth.short(),) if whole >= ENOUGH and minutes.get("intense", 0) <= whole / 2 else ()


def some(names: Iterable[str]) -> str:
    """The first few, and how many more there are."""
    told = list(names)
    return ", ".join(told[:AT_ONCE]) + (f" and {len(told) - AT_ONCE} more" if len(told) > AT_ONCE else "")
