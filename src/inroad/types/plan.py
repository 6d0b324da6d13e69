"""What to do next and why, and the ways that lead into research."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from inroad.types.openings import Part
from inroad.types.profile import MySituation, Region
from inroad.types.venues import SubmissionPlan

StepState = Literal["open", "done", "missed", "dropped"]
"""Missed: it stays in the plan, in a smaller piece."""
StepKind = Literal["profile", "practice", "opening", "claim", "path", "deadline", "log", "portfolio", "read"]
Sureness = Literal["announced", "expected", "unknown"]
"""Of a last day: stated by a list; moved on from earlier years; neither."""
PathFit = Literal["chosen", "fits", "could", "not now"]


@dataclass(frozen=True, slots=True)
class PathStep:
    """One of the first steps of a path."""

    title: str
    hours: tuple[float, float]
    """Least and most."""
    proof: str
    """What there is to show when it is done."""


@dataclass(frozen=True, slots=True)
class PathCost:
    """What a path costs, roughly; a judgement where no source is named."""

    hours: tuple[int, int]
    """Least and most hours of one's own, until one can tell whether it worked."""
    months: tuple[int, int]
    money: str


@dataclass(frozen=True, slots=True)
class PathOdds:
    """How likely a path is to work, as far as anybody has counted."""

    known: str
    """What was counted; "": not known."""
    source: str
    """Where that stands; "": not known."""
    caution: str
    """Why that figure may not be yours."""


@dataclass(frozen=True, slots=True)
class Path:
    """A way into research that people have gone."""

    path_id: str
    name: str
    what: str
    whom: tuple[MySituation, ...]
    """Situations for which it is made."""
    could: tuple[MySituation, ...]
    """Situations in which it can work."""
    condition: str
    """What must be so as well; "": nothing."""
    least_software: int
    least_ml: int
    """Levels from which on it is worth beginning."""
    weekly: float
    """Hours a week below which it does not move."""
    cost: PathCost
    odds: PathOdds
    steps: tuple[PathStep, PathStep, PathStep]
    worked: str
    """What proves that it worked."""
    wrong: str
    """What would prove that it is the wrong one, and by when."""


@dataclass(frozen=True, slots=True)
class PathView:
    """A path as it looks from where the user stands."""

    path: Path
    fit: PathFit
    why: str


@dataclass(frozen=True, slots=True)
class PathsReport:
    """The answer of ``inroad plan paths``."""

    situation: MySituation | None
    paths: tuple[PathView, ...]
    """Those that fit come first."""


@dataclass(frozen=True, slots=True)
class LastDay:
    """A day by which something has to be handed in."""

    deadline_id: str
    title: str
    """The venue and its edition."""
    day: dt.date | None
    """The last day in the user's own reckoning; None: unknown."""
    hours: float
    """What handing in takes, from where ``plan`` begins."""
    source: str
    """The list that states it, or the edition that it is expected from."""
    sure: Sureness = "announced"
    at: dt.datetime | None = None
    """The moment in UTC."""
    local: dt.datetime | None = None
    """The same in the user's zone."""
    note: str = ""
    """What is to be known of it."""
    link: str = ""
    plan: SubmissionPlan | None = None
    """The way to it, backwards, by the hours a week that one has."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do."""

    step_id: str
    """The same as long as it is the same thing."""
    kind: StepKind
    title: str
    why: str
    proof: str
    """What there is to show when it is done."""
    do: str
    """A command or an action to begin with, today."""
    hours: tuple[float, float]
    """Least and most, of all of it."""
    now: float
    """Hours of it in this plan; less than all where it is too large for one plan."""
    worth: float
    """Of an hour of it: the sum of its parts."""
    parts: tuple[Part, ...]
    until: dt.date | None
    """Day by which the plan has room for it; None: it has none."""
    deadline: dt.date | None = None
    intense: bool = False
    after: str | None = None
    """step_id that comes before it."""
    state: StepState = "open"
    at: dt.datetime | None = None
    """When the state was set; None: never."""
    missed: int = 0
    """How often it was missed."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LeftOutStep:
    """A step for which there is no room."""

    step: NextStep
    reason: str


@dataclass(frozen=True, slots=True)
class PlanReport:
    """The answer of ``inroad plan``."""

    day: dt.date
    until: dt.date
    situation: MySituation | None
    region: Region
    head: str
    """Where one stands and what this plan is after, in a sentence or two."""
    hours_a_week: float
    hours_known: bool
    """False: nobody said how many, so a usual number is taken."""
    hours: float
    """All hours of the plan."""
    steps: tuple[NextStep, ...]
    """In the order in which to do them."""
    left_out: tuple[LeftOutStep, ...]
    """Most worth an hour first."""
    dropped_for_hours: tuple[LeftOutStep, ...]
    """With ``--hours``: what the plan of the usual hours has and this one has not."""
    done: tuple[NextStep, ...]
    """The latest first."""
    dropped: tuple[NextStep, ...]
    """Those that the user dropped."""
    paths: tuple[PathView, ...]
    """Chosen ones; else the one that fits best, as a proposal."""
    advice: tuple[str, ...]
    """What else the evidence says: balance of hours, steps missed again and again."""
    said: str = ""
    """What has just been changed; "": nothing was."""
    last_days: tuple[LastDay, ...] = ()
    """For somebody who is after a paper: the next ones, soonest first."""
