"""The state of a field."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from inroad.types.evidence import Coverage, Evidence
from inroad.types.figures import Count, Growth
from inroad.types.methods import Kind, LineageNode, Method
from inroad.types.practice import Practice


@dataclass(frozen=True, slots=True)
class Thread:
    """A sub-problem on which part of the field works."""

    label: str
    papers: int
    by_year: tuple[Count, ...]
    """Its part of the field's work in the last twelve months and in the twelve before, the latest first."""
    growth: Growth
    methods: tuple[str, ...]
    """Names of the methods that belong to it most."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class MethodUse:
    """A method of the field and who really uses it."""

    method: Method
    in_field: int
    """Papers of the field that name it."""
    builds_on: int
    """Papers that build on it, whoever wrote them; the one that introduces it counts nowhere."""
    applies: int
    compares: int
    by_others: int | None
    """Papers by other author groups; None where authors are unknown."""
    recent: int
    """Papers of the last 12 months."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone active in the field (told apart by written name only)."""

    name: str
    papers: int
    last: dt.date
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A paper to read, and why in this place."""

    paper_id: str
    title: str
    date: dt.date
    why: str


@dataclass(frozen=True, slots=True)
class Hint:
    """An opening that the atlas alone can already point to."""

    kind: Literal["no code link", "untried transfer", "reproduction"]
    title: str
    why: str
    first_step: str
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class FieldReport:
    """The state of a field and where one could get in: the answer of ``inroad scout``."""

    query: str
    matched: tuple[str, ...]
    """The phrases and method names by which papers were counted as the field's."""
    coverage: Coverage
    papers: int
    growth: Growth
    lineage: tuple[LineageNode, ...]
    threads: tuple[Thread, ...]
    used: tuple[MethodUse, ...]
    only_by_authors: tuple[MethodUse, ...]
    general_papers: int
    applied_papers: int
    unclear_papers: int
    domains: tuple[Count, ...]
    people: tuple[Person, ...]
    first_papers: int | None
    """Papers of the last 12 months whose first author had none in the corpus before."""
    first_papers_of: int
    """Papers of the last 12 months whose authors are known."""
    venues: tuple[Count, ...]
    tools: tuple[Count, ...]
    reading: tuple[Reading, ...]
    openings: tuple[Hint, ...]
    warnings: tuple[str, ...] = field(default=())
    """What the reader must know before believing the figures."""
    practice: tuple[Practice, ...] = ()
    """Methods that papers of the field name and that can be practised, the most named first."""


@dataclass(frozen=True, slots=True)
class FieldMethod:
    """One line of the table of a field's methods."""

    method_id: str
    name: str
    kind: Kind
    introduced_by: str | None
    """Paper id; None: unknown, first seen on ``first_seen``."""
    first_seen: dt.date
    problem: str | None
    """Problem that the introducing paper sets out to solve; None if not found."""
    papers: int
    """Papers of the field that name it."""
    by_others: int | None
    """Papers of the whole corpus by other author groups; None where authors are unknown."""
    recent: int
    """Papers of the field of the last 12 months."""
    builds_on: int
    applies: int
    compares: int
    has_code: bool | None


@dataclass(frozen=True, slots=True)
class FieldMethods:
    """All methods of a field, most named first: the long table beside a :class:`FieldReport`."""

    query: str
    coverage: Coverage
    methods: tuple[FieldMethod, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that one could ask for, as titles name it."""

    label: str
    recent: int
    """Papers of the last 12 months whose title has it."""


@dataclass(frozen=True, slots=True)
class Rising:
    """Something that ever more titles speak of."""

    label: str
    """A phrase of titles, to be asked as a field."""
    papers: int
    """Titles of the last twelve months that have it."""
    before: int
    """Titles of the twelve months before."""
    growth: Growth
    """Of all papers that have it in their title."""


@dataclass(frozen=True, slots=True)
class Topics:
    """What one could ask for in this corpus."""

    coverage: Coverage
    largest: tuple[Topic, ...]
    """Those with most papers in the last 12 months."""
    rising: tuple[Rising, ...]
    """Those whose share rose surest."""
