"""How easily a stranger can use a repository, item by item, and what to mend first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

PlayAnswer = Literal["yes", "no", "could not tell"]
PlayStep = Literal["find", "install", "run", "trust"]
"""What a stranger does, in this order."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A place in a repository."""

    path: str
    line: int | None
    """From 1; in a notebook that of its file; None: the file itself."""
    note: str
    """What stands there, in few words."""


@dataclass(frozen=True, slots=True)
class PlayItem:
    """One question about a repository."""

    item: str
    """Its short name, which stays the same."""
    step: PlayStep
    question: str
    answer: PlayAnswer
    found: str
    """One sentence."""
    seen: tuple[Seen, ...]
    weight: float
    """Points that "yes" gives; the weights of all items add up to 100."""
    points: float | None
    """What it gave; None: could not tell, counted neither way."""
    checklist: bool
    """Whether it is one of the five of the ML Code Completeness Checklist."""


@dataclass(frozen=True, slots=True)
class Repair:
    """Something that would make the repository easier to use."""

    item: str
    sentence: str
    minutes: int
    """A guess at the effort."""
    gain: float
    """Points of the score."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Where trained weights are."""

    where: str
    """Address, name on a hub, or path in the tree."""
    kind: Literal["hub", "release", "drive", "file", "pointer", "link"]
    size: int | None
    """Bytes; None: not told."""
    seen: Seen


@dataclass(frozen=True, slots=True)
class NotRead:
    """What of a repository was not read, and why."""

    path: str
    reason: str
    files: int | None


@dataclass(frozen=True, slots=True)
class PlayReport:
    """What a repository offers to a stranger; nothing of it was run."""

    name: str
    source: str
    """Folder, archive or address that was read."""
    files: int
    score: float
    """Points of 100."""
    undecided: float
    """Points of items that could not be told."""
    checklist: int
    """How many of the checklist's five are there."""
    checklist_unknown: int
    """How many of the five could not be told."""
    items: tuple[PlayItem, ...]
    repairs: tuple[Repair, ...]
    """The one that gains most comes first; of equal ones the quickest."""
    weights: tuple[Weights, ...]
    obstacles: tuple[Seen, ...]
    """Places where a machine without the authors' hardware or folders would stop."""
    hardware: tuple[Seen, ...]
    """What is said of the hardware that is needed."""
    last_activity: dt.date | None
    not_read: tuple[NotRead, ...]
    warnings: tuple[str, ...] = ()
