"""Posts as they read: where one stands on two axes, what it asks for, and which step is near."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

AxisName = Literal["pure-applied", "models-infrastructure"]
RoleSection = Literal["title", "tasks", "must", "nice", "team", "about", "plain", "left out"]
DemandKind = Literal[
    "skill", "language", "framework", "degree", "years", "papers", "on-call", "location", "contract"
]
DemandLevel = Literal["must", "nice", "named", "not needed"]
HowKnown = Literal["shown", "said"]
"""By evidence in the journal; by one's own word."""


@dataclass(frozen=True, slots=True)
class RoleCue:
    """Some words of a post that speak for one end of an axis."""

    axis: AxisName
    toward: str
    """The end they speak for: pure, applied, models or infrastructure."""
    weight: float
    """What they add there, after section, repetition and negation."""
    start: int
    """Where the words begin, in characters of the text as it was given."""
    end: int
    words: str
    """The words themselves."""
    sentence_start: int
    """Where the sentence around them begins, and ends."""
    sentence_end: int
    sentence: str
    """Its words, at most 300 characters."""
    line: int
    """The line it is in, counted from 1."""
    section: RoleSection
    reason: str
    """Why words like these speak for it."""
    negated: bool = False
    """Whether the post says the opposite; then they count half, for the other end."""


@dataclass(frozen=True, slots=True)
class RoleAxis:
    """Where a post stands between two ends."""

    axis: AxisName
    low: str
    """The end that step 1 means."""
    high: str
    """The end that step 5 means."""
    step: int | None
    """1 to 5; None: could not tell."""
    position: float | None
    """-1 (all evidence for the low end) to 1, drawn to the middle where there is little; None as above."""
    low_weight: float
    high_weight: float
    """Sums of the weights of all cues for either end."""
    cues: tuple[RoleCue, ...]
    """All evidence, the weightiest first."""


@dataclass(frozen=True, slots=True)
class RoleDemand:
    """Something that a post asks for."""

    kind: DemandKind
    name: str
    level: DemandLevel
    """Must, nice to have, only named (as part of the work), or said not to be needed."""
    start: int
    end: int
    """Where it says so, in characters of the text as it was given."""
    words: str
    least: int | None = None
    """Years, where a number is given."""
    have: bool | None = None
    """Whether you have it; None: nothing is known of you, or it is nothing one has."""
    how: HowKnown | None = None
    """How it is known that you have it."""


@dataclass(frozen=True, slots=True)
class RoleStep:
    """A kind of role near to a post, and what lies between."""

    name: str
    pure_applied: int
    models_infrastructure: int
    """Its usual place, 1 to 5."""
    distance: int
    """Steps between both places, added up."""
    shared: tuple[str, ...]
    """What the post asks for, or you have, that it asks for too."""
    lacking: tuple[str, ...]
    """What it usually asks for beyond that."""
    evidence: str
    """What would show that you can do it."""


@dataclass(frozen=True, slots=True)
class Role:
    """One post, read."""

    name: str
    """Where it came from: a file's name."""
    title: str | None
    words: int
    pure_applied: RoleAxis
    models_infrastructure: RoleAxis
    demands: tuple[RoleDemand, ...]
    steps: tuple[RoleStep, ...]
    """Neighbouring roles, the one that differs least first; none where the place could not be told."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleHave:
    """Something that you have, and how that is known."""

    name: str
    """As posts ask for it."""
    how: HowKnown
    why: str
    """What shows it, or where you said it."""


@dataclass(frozen=True, slots=True)
class RolesReport:
    """Posts side by side."""

    roles: tuple[Role, ...]
    have: tuple[str, ...]
    """What is known that you have."""
    unread: tuple[str, ...] = ()
    """What you named and the lexicon does not know; sought in the posts word by word."""
    mine: tuple[RoleHave, ...] = ()
    """How each of ``have`` is known; what evidence shows stands before your own word."""
