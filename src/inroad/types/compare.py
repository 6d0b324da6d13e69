"""Two methods or two fields side by side."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from inroad.types.evidence import Coverage, Evidence
from inroad.types.field import Person
from inroad.types.figures import Count, Growth
from inroad.types.methods import Method

Compared = Literal["methods", "fields"]


@dataclass(frozen=True, slots=True)
class Ratio:
    """One figure divided by another, with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Side:
    """One of two things that are compared."""

    name: str
    papers: int
    """Papers that name the method, or that belong to the field."""
    recent: int
    """Those of the last 12 months."""
    growth: Growth
    first_seen: dt.date
    general: int
    """Papers on methods themselves; ``applied`` are applications; the rest could not be told."""
    applied: int
    people: tuple[Person, ...]
    """Most active in the last two years."""
    tools: tuple[Count, ...]
    venues: tuple[Count, ...]
    problems: tuple[Count, ...]
    """Problems that its papers set out to solve."""
    method: Method | None = None
    """Where methods are compared."""
    introduced: Evidence | None = None
    """Paper that introduced the method, or the method that the field's name stands for."""
    problem: str | None = None
    """That this paper set out to solve; None if not found."""
    drills: tuple[str, ...] = ()
    """Ids of drills that prepare for it, in order."""


@dataclass(frozen=True, slots=True)
class SharedUse:
    """A method named on both sides."""

    name: str
    method_id: str
    papers: tuple[int, int]
    """Papers of either side that name it."""


@dataclass(frozen=True, slots=True)
class SharedPerson:
    """Somebody who wrote on both sides (told apart by written name only)."""

    name: str
    papers: tuple[int, int]


@dataclass(frozen=True, slots=True)
class CompareReport:
    """What two methods or fields have in common and what not: the answer of ``inroad compare``."""

    what: Compared
    coverage: Coverage
    sides: tuple[Side, Side]
    both: int
    """Papers that are on both sides."""
    size: Ratio | None
    """Papers of the last 12 months, the first side divided by the second; None: one has none."""
    pace: Ratio | None
    """Yearly growth factor, the first divided by the second; None: one cannot be told."""
    methods: tuple[SharedUse, ...]
    """Named on both sides, those most typical of both first."""
    people: tuple[SharedPerson, ...]
    drills: tuple[str, ...]
    """Ids of drills that prepare for both."""
    warnings: tuple[str, ...] = ()
