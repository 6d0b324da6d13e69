"""Where a field publishes, and by when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from inroad.types.evidence import Coverage, Evidence

DeadlineKind = Literal["abstract", "paper", "other"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline as a list states it."""

    venue: str
    """As the list writes it."""
    full_name: str
    year: int | None
    kind: DeadlineKind
    label: str
    """What it is for, in the list's word: "abstract", "paper", "camera_ready"."""
    stated: str
    """Date, time and zone as the list has them; "TBD" where it says so."""
    at: dt.datetime | None
    """The moment in UTC; None: unknown."""
    place: str
    conference: str
    """When the conference is, in the list's words."""
    link: str
    source: str
    note: str = ""
    """Why the moment is unknown, or what was taken for granted."""


@dataclass(frozen=True, slots=True)
class Door:
    """A way in for first papers: a student workshop, a track for small or repeated work."""

    name: str
    kind: str
    takes: str
    """What it takes, in a sentence."""
    cost: str
    """Pages and effort, as far as stated."""
    link: str
    as_of: dt.date
    """Day on which this was true; look again before counting on it."""


@dataclass(frozen=True, slots=True)
class VenueDates:
    """Deadlines of one venue beside a day."""

    coming: tuple[Deadline, ...]
    """Soonest first."""
    unknown: tuple[Deadline, ...]
    """Of editions to come, not yet fixed or not readable."""
    past: tuple[Deadline, ...]
    """Of the last edition whose deadline is over: a guide to when the next may be, and no more."""
    expected: tuple[Deadline, ...] = ()
    """Where no deadline for papers is announced: those of the last edition, each moved on by whole years."""


@dataclass(frozen=True, slots=True)
class FieldVenue:
    """A venue where papers of the field appeared."""

    name: str
    papers: int
    of: int
    """Papers of the field in that time that name a venue."""
    newcomers: int | None
    """Of its papers here, those whose first author was new to the corpus; None: unknown of all."""
    newcomers_of: int
    last: dt.date
    evidence: tuple[Evidence, ...]
    doors: tuple[Door, ...]
    dates: VenueDates


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step on the way to a deadline."""

    what: str
    by: dt.date
    """Day in the user's zone."""
    why: str
    hours: float
    """Work that it takes; a rule of thumb."""


@dataclass(frozen=True, slots=True)
class SubmissionPlan:
    """A deadline and the way to it, backwards."""

    venue: str
    deadline: Deadline
    local: dt.datetime
    """The deadline in the user's zone."""
    hours_a_week: float
    hours: float
    start: dt.date
    """When to begin."""
    late_days: int
    """Days by which the start lies in the past; 0: there is time."""
    steps: tuple[PlanStep, ...]


@dataclass(frozen=True, slots=True)
class DeadlineList:
    """A list of deadlines that the user brought."""

    source: str
    deadlines: int
    unreadable: int
    """Entries that were left out because nothing of them can be used."""
    read: dt.date | None = None
    """When it was brought here; None: just now."""


@dataclass(frozen=True, slots=True)
class VenuesReport:
    """Where a field publishes, and by when: the answer of ``inroad venues``."""

    query: str
    coverage: Coverage
    zone: str
    now: dt.datetime
    since: dt.date
    papers: int
    """Papers of the field since then."""
    known: int
    """Of these, papers that name a venue."""
    venues: tuple[FieldVenue, ...]
    doors: tuple[Door, ...]
    """Ways in for first papers that belong to none of these venues."""
    lists: tuple[DeadlineList, ...]
    plan: SubmissionPlan | None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedList:
    """What an import of a public list did: the answer of ``inroad import deadlines`` and ``csrankings``."""

    what: str
    source: str
    entries: int
    unreadable: int
    warnings: tuple[str, ...] = ()
