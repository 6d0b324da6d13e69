"""Whom the user helped, and what came back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CameBack:
    """Something that came of helping."""

    back_id: str
    day: dt.date
    what: str


@dataclass(frozen=True, slots=True)
class Helped:
    """Help that was given once."""

    helped_id: str
    day: dt.date
    whom: str
    what: str
    topic: str
    """What it was about, in a word or two; "": not said."""
    minutes: int | None
    """None: not said."""
    came_back: tuple[CameBack, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpTopic:
    """What people come for."""

    topic: str
    times: int
    people: int
    """Different ones."""
    came_back: int
    """Times of which something came back."""
    last: dt.date


@dataclass(frozen=True, slots=True)
class HelpedReport:
    """The answer of ``inroad helped``."""

    times: int
    people: int
    came_back: int
    """Times of which something came back."""
    topics: tuple[HelpTopic, ...]
    """The most frequent first."""
    entries: tuple[Helped, ...]
    """The latest first."""
    said: str = ""
    """What has just been changed; "": nothing was."""
