"""Drills, what became of answers to them, and what was practised."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from inroad.types.evidence import Coverage
from inroad.types.figures import Count

CheckStage = Literal[
    "guard", "runs", "shape", "dtype", "values", "invariance", "stability", "gradient", "cost"
]
"""What is looked at, in this order; the first that fails is told."""


@dataclass(frozen=True, slots=True)
class Drill:
    """Something to build from memory, as its folder describes it."""

    drill_id: str
    title: str
    folder: str
    """Where its files lie."""
    family: str
    """Part of the catalogue it belongs to."""
    methods: tuple[str, ...]
    """Names in the atlas of the methods that it is practice for."""
    source: str
    """The paper or book that it comes from."""
    requires: tuple[str, ...]
    """drill_ids to master first."""
    minutes: int
    """What a first solution takes somebody who has met the method before."""
    calls: tuple[str, ...]
    """Functions or classes that an answer must define."""
    banned: tuple[str, ...]
    """Dotted names that an answer may not use, beside those that none may."""
    shapes: str
    """Picture of what goes in and comes out."""
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DrillName:
    """A drill as other reports point to it."""

    drill_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Practice:
    """A method and the drills that prepare for it."""

    method: str
    """Its name in the atlas."""
    method_id: str
    papers: int
    """Papers of the field that name it; papers of the whole corpus in a report on one method."""
    drills: tuple[DrillName, ...]
    """In the order in which to do them."""


@dataclass(frozen=True, slots=True)
class Card:
    """A question that somebody who has understood can answer when woken at night."""

    card_id: str
    """``drill/1``"""
    drill_id: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one answer to a drill."""

    drill_id: str
    outcome: Literal["passed", "wrong", "refused", "stopped"]
    """Refused: a banned shortcut; stopped: it ran into a limit of time, memory, files or processes."""
    stage: CheckStage | None
    """The first stage that failed; None if all passed."""
    message: str
    passed: tuple[str, ...]
    """Names of the checks that passed before."""
    diagnosis: str | None = None
    """The mistake that explains the answer's output; None if none of the known ones does."""
    example: str | None = None
    """The smallest input found on which it fails, with what was expected and what came."""
    printed: str = ""
    """The end of what the answer printed."""
    seconds: float = 0.0
    protection: str = ""
    """How the answer was kept apart from the rest of the machine."""
    failed: str | None = None
    """Name of the check that did not pass, or that it was stopped at; None: all did, or none was begun."""


DrillStanding = Literal["new", "locked", "open", "due", "learnt", "known"]
"""New: its requirements are met; locked: not yet; open: begun; due: to be done again; learnt: not due yet;
known: passed over by placement."""


@dataclass(frozen=True, slots=True)
class DrillState:
    """A drill and how the user stands with it."""

    drill: Drill
    standing: DrillStanding
    attempts: int
    """Of the sitting that is open, or of the last one."""
    passes: int
    due: dt.datetime | None
    remembered: float | None
    """Probability of still knowing it; None: never passed."""
    folder: str | None
    """Where the answer is written; None: never started."""
    difficulty: int | None = None
    """Measured: attempts that the first pass took; None: not measured yet."""
    mastered: bool = False
    """Known so well that three weeks without it do no harm."""


@dataclass(frozen=True, slots=True)
class DrillsReport:
    """Drills with their standing, each after those that it requires: ``inroad drill list`` and ``map``."""

    drills: tuple[DrillState, ...]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """A verdict and what it means for practice: the answer of ``inroad drill check``."""

    verdict: Verdict
    grade: Literal["again", "hard", "good", "easy"] | None
    """How the sitting went, told from attempts, hints and time; None: it goes on."""
    due: dt.datetime | None
    """When to do it again."""


@dataclass(frozen=True, slots=True)
class Descent:
    """Where a method stands among others, as far as the atlas knows."""

    method: str
    method_id: str
    first_seen: dt.date
    introduced_by: str | None
    """Paper id; None: unknown, only first seen then."""
    title: str | None
    """Of the introducing paper."""
    papers: int
    """Papers that name it."""
    builds_on: tuple[str, ...]
    """Names of the methods it goes back to, the nearest first."""
    led_to: tuple[str, ...]
    """Names of methods that build on it, the most named first."""
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a drill is about: the answer of ``inroad drill explain``."""

    drill: Drill
    text: str | None
    """What the method is, its idea, its formula, where it is used; None: its folder says nothing."""
    descent: Descent | None
    """None: the atlas has no method of the drill's names."""
    checks: tuple[CheckStage, ...]
    """What is looked at of each function, in this order."""
    last: str | None
    """How the last answer did, in words; None: none was checked yet."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How hard a drill was."""

    drill_id: str
    attempts: int
    """Checks until the first pass, which is included."""
    hints: int
    """Hints taken until then."""


@dataclass(frozen=True, slots=True)
class PracticeStats:
    """What was practised: the answer of ``inroad drill stats``."""

    learnt: int
    """Drills passed at least once."""
    of: int
    due: int
    cards: int
    """Cards answered at least once."""
    cards_due: int
    minutes: float
    """Time spent in sittings, long pauses left out."""
    days: tuple[tuple[dt.date, float], ...]
    """Minutes of each day with any, oldest first."""
    families: tuple[Count, ...]
    """Drills learnt of each part of the catalogue."""
    mistakes: tuple[Count, ...]
    """Diagnoses, the most frequent first."""
    difficulty: tuple[Measure, ...] = ()
    """Drills whose difficulty is measured, the hardest first."""
