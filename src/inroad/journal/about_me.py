"""What the user says of themselves, a row a field; the last word counts and can be taken back."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from inroad.errors import NotFound
from inroad.journal import events
from inroad.journal.markdown import item
from inroad.journal.records import Event, stamp, storable
from inroad.journal.store import Journal
from inroad.journal.tables import Rows, Subject, Table
from inroad.plain import from_json
from inroad.types import AboutMe

ROOM = "profile"
FIELDS = tuple(each.name for each in fields(AboutMe))


def about_me(journal: Journal) -> AboutMe:
    """What was said; all unknown where there is no journal yet."""
    with journal.reading() as connection:
        return _all(connection)


def put(journal: Journal, changes: Mapping[str, Any], now: dt.datetime) -> AboutMe:
    """Say some fields anew; None takes what was said away.

    Args:
        journal: the journal.
        changes: name of a field of ``AboutMe`` to its value as plain JSON, already checked.
        now: the time.
    """
    with journal.writing(now) as connection:
        before = {name: _value(connection, name) for name in changes}
        after = {name: _storable(value) for name, value in changes.items()}
        if before != after:
            for name, value in after.items():
                _set(connection, name, value, now)
            events.add(connection, Event(now, ROOM, "said", "me", {"before": before, "after": after}))
        return _all(connection)


def undo(journal: Journal, now: dt.datetime) -> tuple[str, ...]:
    """Take the last change back that was not taken back yet; the fields that it changed.

    Raises:
        NotFound: there is none.
    """
    if not journal.exists:
        raise _nothing()
    with journal.writing(now) as connection:
        standing: list[Event] = []
        for event in events.read(connection, ROOM):
            if event.what == "said":
                standing.append(event)
            elif event.what == "undone" and standing:
                standing.pop()
        if not standing:
            raise _nothing()
        last = standing[-1].data["before"]
        for name, value in last.items():
            _set(connection, name, value, now)
        events.add(connection, Event(now, ROOM, "undone", "me", {"fields": sorted(last)}))
        return tuple(sorted(last))


# -- rows -----------------------------------------------------------------------------------------


def _all(connection: sqlite3.Connection) -> AboutMe:
    rows = connection.execute("SELECT field, value FROM about_me ORDER BY field")
    found = {row["field"]: json.loads(row["value"]) for row in rows if row["field"] in FIELDS}
    said = {name: value for name, value in found.items() if value is not None}
    return from_json(AboutMe, json.dumps(said))


def _value(connection: sqlite3.Connection, name: str) -> Any:
    row = connection.execute("SELECT value FROM about_me WHERE field = ?", (name,)).fetchone()
    return json.loads(row["value"]) if row else None


def _set(connection: sqlite3.Connection, name: str, value: Any, now: dt.datetime) -> None:
    # What was taken away stays as ``null`` with its time: a merge must not bring an older word back.
    connection.execute(
        "INSERT INTO about_me (field, value, changed) VALUES (?, ?, ?) "
        "ON CONFLICT (field) DO UPDATE SET value = excluded.value, changed = excluded.changed",
        (name, json.dumps(value, sort_keys=True), stamp(now)),
    )


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    return [_storable(each) for each in value] if isinstance(value, list | tuple) else value


def _nothing() -> NotFound:
    return NotFound("nothing is there to take back", "`inroad profile` shows what was said")


# -- the export -----------------------------------------------------------------------------------


def _page(rows: Rows) -> Iterator[str]:
    for row in rows["about_me"]:
        if row["value"] == "null":
            continue
        yield item(row["field"].replace("_", " "), _told(json.loads(row["value"])))


def _told(value: Any) -> str:
    return ", ".join(map(_told, value)) if isinstance(value, list) else str(value)


SUBJECT = Subject(
    "profile",
    "Who I am",
    (Table("about_me", ("field",), time="changed", newer=True),),
    _page,
)
