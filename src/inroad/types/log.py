"""Time spent, by how hard it was, and what was learnt in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

HoursKind = Literal["intense", "moderate", "passive"]
"""Intense: stuck on one problem.  Moderate: reading with intuition.  Passive: talks."""
HoursSource = Literal["by hand", "timer", "drill"]


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch of time that was spent."""

    entry_id: str
    """Its id for ever; of time noted by drills, the drill and the day."""
    day: dt.date
    """When it began, in UTC."""
    minutes: float
    kind: HoursKind
    skill: str
    """What it trains; "": not said."""
    note: str
    about: str
    """What it belongs to, as ``drill:ID``, ``claim:NAME`` or ``opening:ID``; "": nothing."""
    source: HoursSource
    began: dt.datetime | None = None
    """None: the user said only how long it was."""
    ended: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Timer:
    """A clock that runs, also while no program does."""

    started: dt.datetime
    kind: HoursKind
    skill: str
    note: str
    about: str


@dataclass(frozen=True, slots=True)
class KindShare:
    """Time of one kind."""

    kind: HoursKind
    minutes: float
    share: float | None
    """Of all time; None: there is none."""


@dataclass(frozen=True, slots=True)
class SkillTime:
    """Time for one skill."""

    skill: str
    minutes: float
    intense: float
    """Minutes of it that were intense."""


@dataclass(frozen=True, slots=True)
class Streak:
    """How steadily one works; a day counts if anything was logged on it."""

    days: int
    """In a row up to today or yesterday."""
    longest: int
    active: int
    """Days with anything in the last ``of``."""
    of: int
    last: dt.date | None
    """Last day with anything; None: there was none."""


@dataclass(frozen=True, slots=True)
class LogReport:
    """The answer of ``inroad log``."""

    since: dt.date
    until: dt.date
    minutes: float
    kinds: tuple[KindShare, ...]
    """Intense, moderate, passive."""
    balance: str
    """How that stands beside the pyramid that is recommended, in a sentence."""
    skills: tuple[SkillTime, ...]
    """The most time first."""
    streak: Streak
    entries: tuple[Hours, ...]
    """The latest first."""
    timer: Timer | None
    """What runs now; None: nothing does."""
    timer_minutes: float | None = None
    about: str = ""
    """Only time that belongs to this is told, timer and streak aside; "": all."""


@dataclass(frozen=True, slots=True)
class LogChange:
    """What a command did to the log."""

    done: str
    """Added, started, stopped, discarded or undone."""
    entry: Hours | None
    timer: Timer | None
    said: str
    """The same in a sentence."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """Something that was achieved."""

    at: dt.datetime
    what: str
    """Drill passed, cards recalled, claim decided, opening taken, helped."""
    subject: str
    """Its id."""
    told: str
    """What came out, in a few words."""


@dataclass(frozen=True, slots=True)
class DayTime:
    """Time on one day."""

    day: dt.date
    minutes: float
    intense: float
    moderate: float
    passive: float


@dataclass(frozen=True, slots=True)
class WeekReport:
    """The answer of ``inroad log week``: Monday to Sunday, in UTC."""

    since: dt.date
    until: dt.date
    minutes: float
    before: float
    """Minutes of the week before."""
    kinds: tuple[KindShare, ...]
    balance: str
    days: tuple[DayTime, ...]
    """All seven."""
    skills: tuple[SkillTime, ...]
    learnt: tuple[Learnt, ...]
    """In the order in which it happened."""
    notes: tuple[Hours, ...]
    """Entries with a note."""
