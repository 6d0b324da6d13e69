"""Openings for a person, and what that person did with them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from inroad.types.evidence import Coverage
from inroad.types.forecasts import Record
from inroad.types.openings import Machine, Opening, OpeningKind


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who asks for openings: what they have and what they can."""

    name: str
    """Name of the profile these figures come from ("engineer"), or the file."""
    machine: Machine
    """The largest machine at hand; "unknown": do not weigh it."""
    hours_a_week: float
    weeks: int
    """For how long."""
    software: int
    """Software engineering, 0 none to 4 professional."""
    ml: int
    """Machine learning, 0 none to 4 has published."""

    @property
    def hours(self) -> float:
        """All hours that can be given."""
        return self.hours_a_week * self.weeks


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many openings of one kind there were for a query."""

    kind: OpeningKind
    found: int | None
    """Those that survived refutation; None: could not be looked for."""
    shown: int
    note: str = ""
    """Why none could be looked for, or what would bring more."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Openings that were found and not shown, and why."""

    reason: str
    openings: int


@dataclass(frozen=True, slots=True)
class OpeningsReport:
    """What somebody could take up in a field now: the answer of ``inroad openings``."""

    query: str
    coverage: Coverage
    observed: dt.date | None
    """Last day on which the world was looked at; None: never."""
    newcomer: Newcomer
    """For whom this is ranked."""
    openings: tuple[Opening, ...]
    """Best first; the last parts of each score say what the newcomer's means and choices do to it."""
    kinds: tuple[KindCount, ...]
    left_out: tuple[LeftOut, ...]
    records: tuple[Record, ...]
    """How often forecasts like those shown were right."""
    order: str
    """How kinds were mixed, in words."""
    warnings: tuple[str, ...] = ()


PlanState = Literal["planned", "begun", "done", "dropped"]


@dataclass(frozen=True, slots=True)
class Taken:
    """An opening in the user's plan."""

    opening: Opening
    """As it was shown when it was taken."""
    at: dt.datetime
    note: str
    state: PlanState


@dataclass(frozen=True, slots=True)
class Dismissed:
    """An opening that the user does not want."""

    opening: Opening
    """As it was shown when it was dismissed."""
    at: dt.datetime
    why: str


@dataclass(frozen=True, slots=True)
class Looked:
    """An opening that the user has looked at closely."""

    opening_id: str
    title: str
    first: dt.datetime
    last: dt.datetime
    times: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user did with openings: the answer of ``inroad openings list``."""

    taken: tuple[Taken, ...] = ()
    """In the order of taking."""
    dismissed: tuple[Dismissed, ...] = ()
    """In the order of dismissing."""
    looked: tuple[Looked, ...] = ()
    """Those that are neither, in the order of first looks."""


@dataclass(frozen=True, slots=True)
class OpeningReport:
    """One opening with all its evidence: the answer of ``inroad openings show``."""

    opening: Opening
    query: str
    """The query that found it; empty: known from the journal only."""
    coverage: Coverage | None
    """What was searched then; None: known from the journal only."""
    taken: Taken | None
    dismissed: Dismissed | None
