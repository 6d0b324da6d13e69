"""Who the user is, what they can and what shows it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from inroad.types.choices import Newcomer
from inroad.types.openings import Machine

MySituation = Literal[
    "pupil",
    "undergraduate",
    "Master's student",
    "PhD student",
    "engineer",
    "scientist",
    "in machine learning",
]
"""Engineer: in a company.  Scientist: of another field.  In machine learning: works there already."""
SkillAxis = Literal["software", "ml"]
Region = Literal["hired", "near", "ml first", "software first", "unknown"]
"""Hired: where research engineers are hired; near: enough of each, not yet of both together; the others:
which gap must close first.  Unknown: nothing tells."""


@dataclass(frozen=True, slots=True)
class AboutMe:
    """What the user says of themselves; None or empty: not said."""

    name: str = ""
    situation: MySituation | None = None
    aim: str = ""
    fields: tuple[str, ...] = ()
    """Of research, in their own words."""
    hours_a_week: float | None = None
    machine: Machine | None = None
    """The largest machine at hand."""
    software: int | None = None
    """Their own rating, 0 none to 4 professional."""
    ml: int | None = None
    """Their own rating, 0 none to 4 has published."""
    skills: tuple[tuple[str, int], ...] = ()
    """skill_id and their own rating, 0 to 4."""
    tools: tuple[str, ...] = ()
    domain: str = ""
    """What they know of another field: problems from there, methods from here."""


@dataclass(frozen=True, slots=True)
class SkillEvidence:
    """Something that shows a skill."""

    kind: str
    """Drill passed, drill mastered, placement, claim decided, pull request, paper, demo, hours or helped."""
    what: str
    points: float
    """What it adds to the skill, by the rule that the report states."""
    count: int = 1


@dataclass(frozen=True, slots=True)
class SkillLevel:
    """One skill: what shows it and what the user thinks of it."""

    skill_id: str
    axis: SkillAxis
    name: str
    about: str
    """What counts as this skill, in a sentence."""
    level: float | None
    """0 to 4, from evidence alone: at least this much; None: nothing shows anything."""
    points: float
    own: int | None
    """The user's rating; None: not given."""
    evidence: tuple[SkillEvidence, ...]
    """The most points first."""
    grows_by: str
    """What would raise the level next."""


@dataclass(frozen=True, slots=True)
class AxisLevel:
    """One of the two axes."""

    axis: SkillAxis
    level: float | None
    """Mean level of the skills that anything is known of; None: nothing is known."""
    least: float
    """The same if all others were 0: what can be shown to anybody."""
    most: float
    """The same if all others were 4."""
    known: int
    """Skills of which something is known."""
    of: int
    own: float | None
    """The user's rating of the axis, else the mean of their ratings of its skills; None: none given."""


@dataclass(frozen=True, slots=True)
class HiringRegion:
    """Where on the two axes people are hired, as far as one can say; bounds on levels from 0 to 4."""

    least_ml: float
    """Below this, machine learning must come first."""
    least_software: float
    """Below this, software must come first."""
    least_sum: float
    """Both levels together, from which on research engineers are hired."""
    basis: str
    """Where these bounds come from, and that they are a judgement."""
    source: str


@dataclass(frozen=True, slots=True)
class ProfileReport:
    """The answer of ``inroad profile``."""

    day: dt.date
    me: AboutMe
    axes: tuple[AxisLevel, AxisLevel]
    """Software, then machine learning."""
    skills: tuple[SkillLevel, ...]
    region: Region
    """Of what can be shown (``least`` of both axes)."""
    own_region: Region
    """Of what the user thinks."""
    hiring: HiringRegion
    newcomer: Newcomer
    """As ``inroad openings --for me`` takes it."""
    rule: str
    """How evidence becomes levels, in a few sentences."""
    missing: tuple[str, ...]
    """What was not said and would make plan and openings better, and how to say it."""
    said: str = ""
    """What has just been changed; "": nothing was."""
