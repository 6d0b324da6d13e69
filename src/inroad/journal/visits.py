"""Up to which day of the corpus the user has seen what is new."""

from __future__ import annotations

import datetime as dt

from inroad.journal import events
from inroad.journal.records import Event
from inroad.journal.store import Journal

ROOM = "home"


def seen(journal: Journal, until: dt.date, now: dt.datetime) -> None:
    """Changes count from the day after ``until`` on."""
    with journal.writing(now) as connection:
        events.add(connection, Event(now, ROOM, "seen", "corpus", {"until": until.isoformat()}))


def seen_until(journal: Journal) -> dt.date | None:
    """The day of the last :func:`seen`; None where there was none."""
    with journal.reading() as connection:
        told = events.read(connection, ROOM, "corpus")
    return dt.date.fromisoformat(told[-1].data["until"]) if told else None
