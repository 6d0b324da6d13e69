"""Practice as its pages show it: everything at a glance, one drill on the bench, cards, placement."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from inroad.types.methods import Method
from inroad.types.practice import (
    Card,
    CheckReport,
    CheckStage,
    DrillName,
    DrillState,
    PracticeStats,
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """A check that was made, as the journal has it."""

    at: dt.datetime
    drill_id: str
    outcome: str
    """As in Verdict."""
    stage: str | None
    """The first stage that failed; None: it passed, or ended before one."""
    diagnosis: str | None
    seconds: float


@dataclass(frozen=True, slots=True)
class PracticeReport:
    """All of practice at a glance: the page ``/practice``."""

    day: dt.date
    """Today."""
    drills: tuple[DrillState, ...]
    """Each after those that it requires."""
    due: tuple[str, ...]
    """drill_ids to do again today, the longest overdue first."""
    next: str | None
    """drill_id of what to do now; None: nothing is left to do today."""
    stats: PracticeStats
    attempts: tuple[Attempt, ...]
    """All checks, the latest first."""
    placed: int | None
    """Drills passed over by the last placement; None: there was none."""


@dataclass(frozen=True, slots=True)
class DrillReport:
    """One drill on the bench: the page ``/practice/{drill_id}``."""

    state: DrillState
    task: str
    """What to build, in Markdown."""
    modules: tuple[str, ...]
    """Modules that an answer may import."""
    answer: str
    """The answer as it lies on disk; the stub before the drill is begun."""
    version: str
    """Digest of the answer: who saves says which one they saw."""
    hints: tuple[str, ...]
    """Hints taken in this sitting."""
    hints_left: int
    lacking: tuple[str, ...]
    """Required drills that are neither passed nor known."""
    about: str | None
    """What the method is, its idea, its formula, where it is used; None: its folder says nothing."""
    last: str | None
    """How the last answer did, in words; None: none was checked yet."""
    solution: str | None
    """None as long as it would spoil the exercise."""
    minutes: float
    """Of this sitting, or of the last one."""
    checked: CheckReport | None
    """The last check; None: none, or none that this server has made."""
    running: bool
    """A check goes on, or waits for its turn."""
    next: DrillName | None
    """What to do after this one."""
    prepares: tuple[Method, ...]
    """Methods that it prepares for; none where the atlas knows none of its names."""


@dataclass(frozen=True, slots=True)
class CheckStatus:
    """How far a check has come."""

    drill_id: str
    state: Literal["none", "waiting", "running", "done"]
    stage: CheckStage | None
    """What is looked at now."""
    check: str
    """Its name; empty if none has begun."""
    seconds: float
    """Since it was asked for."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an answer that was sent to be kept."""

    drill_id: str
    version: str
    """Digest of what is on disk now."""
    beside: str | None
    """Where another version lies that was found there; None: there was none."""


@dataclass(frozen=True, slots=True)
class RecallReport:
    """Cards that are due: the page ``/practice/recall``."""

    day: dt.date
    due: tuple[Card, ...]
    """In the order in which they are asked."""
    answered: int
    """Cards graded today."""
    undo: Card | None
    """The card graded last today, whose grade can be taken back."""


@dataclass(frozen=True, slots=True)
class PlacementQuestion:
    """One function and some ways to write it, of which exactly one is right."""

    drill_id: str
    function: str
    """Empty: whole answers are shown."""
    task: str
    options: tuple[str, ...]
    """As code."""


@dataclass(frozen=True, slots=True)
class PlacementReport:
    """A placement as it stands: the page ``/practice/placement``."""

    seed: str
    """Decides which options are drawn."""
    chosen: tuple[str, ...]
    """Answers so far: ``drill_id:position``, or ``drill_id:`` for "I do not know"."""
    most: int
    """Questions at most."""
    question: PlacementQuestion | None
    """None: enough is known."""
