"""The log of what happened, for all rooms: written beside the change it tells of, never altered."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from inroad.journal.markdown import item, when
from inroad.journal.records import Event, moment, stamp
from inroad.journal.tables import Rows, Subject, Table


def add(connection: sqlite3.Connection, event: Event) -> int:
    """Write one event into the change that ``connection`` is making; its number."""
    data = json.dumps(dict(event.data), separators=(",", ":"), sort_keys=True, allow_nan=False)
    made = connection.execute(
        "INSERT INTO events (at, room, what, subject, data) VALUES (?, ?, ?, ?, ?)",
        (stamp(event.at), event.room, event.what, event.subject, data),
    )
    assert made.lastrowid is not None
    return made.lastrowid


def read(
    connection: sqlite3.Connection, room: str | None = None, subject: str | None = None
) -> tuple[Event, ...]:
    """Events in the order in which they were written, of one room or subject where asked for."""
    rows = connection.execute(
        "SELECT * FROM events "
        "WHERE room = coalesce(?, room) AND subject = coalesce(?, subject) ORDER BY event",
        (room, subject),
    )
    return tuple(
        Event(
            moment(row["at"]),
            row["room"],
            row["what"],
            row["subject"],
            json.loads(row["data"]),
            row["event"],
        )
        for row in rows
    )


# -- the export -----------------------------------------------------------------------------------


def _page(rows: Rows) -> Iterator[str]:
    day = ""
    for row in rows["events"]:
        if row["at"][:10] != day:
            day = row["at"][:10]
            yield from ("", f"## {day}", "")
        yield item(when(row["at"])[11:], f"{row['room']}: {row['what']}", row["subject"], _title(row["data"]))


def _title(data: str) -> str:
    told = json.loads(data)
    return str(told.get("title") or "")


SUBJECT = Subject(
    "events",
    "Everything that happened",
    (Table("events", ("id",), number="event", time="at", fixed=True),),
    _page,
)
