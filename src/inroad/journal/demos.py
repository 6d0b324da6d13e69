"""Tests of demos: which ran with the original, and where they can be seen."""

from __future__ import annotations

import datetime as dt

from inroad.journal import events
from inroad.journal.records import Event, storable
from inroad.journal.store import Journal

ROOM = "demos"


def tested(journal: Journal, name: str, title: str, passed: bool, url: str | None, now: dt.datetime) -> None:
    """Remember what became of a demo that was run with the original, never of one with made-up answers."""
    data = {"title": storable(title)} | ({"url": url} if url else {})
    with journal.writing(now) as connection:
        events.add(connection, Event(now, ROOM, "passed" if passed else "failed", storable(name), data))
