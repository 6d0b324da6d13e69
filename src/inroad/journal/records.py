"""What rooms hand to the journal and get back; records that users see are in :mod:`inroad.types`."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, in any room.  Events are only ever added."""

    at: dt.datetime
    room: str
    """Which room tells it ("openings")."""
    what: str
    """Verb in the past ("taken")."""
    subject: str
    """Id of what it happened to."""
    data: Mapping[str, Any] = field(default_factory=dict)
    """Whatever else has to be known to tell the story again; plain JSON."""
    number: int | None = None
    """Its place in the log; None: not written yet."""


def stamp(at: dt.datetime) -> str:
    """A moment as it is stored: ISO 8601, UTC, seconds, ``Z``.

    Raises:
        ValueError: ``at`` does not say its time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a moment in the journal must say its time zone")
    return at.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def digest(*values: object) -> str:
    """An id made of values alone: 16 hexadecimal digits, the same wherever and whenever it is made."""
    told = json.dumps(values, default=str, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def storable(text: str) -> str:
    """``text`` without what no encoding has: half a pair of surrogates, as broken input may hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def moment(text: str) -> dt.datetime:
    """The moment that ``stamp`` wrote."""
    return dt.datetime.fromisoformat(text)
