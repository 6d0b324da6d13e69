"""Whom the user helped with what, and what came back.  What is taken back stays, and says so."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from typing import Any

from inroad.errors import InputError, NotFound
from inroad.journal import events
from inroad.journal.markdown import flag, item
from inroad.journal.records import Event, stamp, storable
from inroad.journal.store import Journal
from inroad.journal.tables import Rows, Subject, Table
from inroad.types import CameBack, Helped

ROOM = "helped"


def helped(journal: Journal) -> tuple[Helped, ...]:
    """All help that was given and not taken back, by day; empty where there is no journal yet."""
    with journal.reading() as connection:
        return _all(connection)


def add(
    journal: Journal, whom: str, what: str, topic: str, day: dt.date, minutes: int | None, now: dt.datetime
) -> Helped:
    """Remember that somebody was helped."""
    with journal.writing(now) as connection:
        row = connection.execute(
            "INSERT INTO helped (day, whom, what, topic, minutes, written, changed) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING *",
            (
                day.isoformat(),
                storable(whom),
                storable(what),
                storable(topic),
                minutes,
                stamp(now),
                stamp(now),
            ),
        ).fetchone()
        events.add(connection, Event(now, ROOM, "helped", row["id"], {"title": f"{whom}: {what}"}))
        return _helped(row, ())


def came_back(journal: Journal, helped_id: str, what: str, day: dt.date, now: dt.datetime) -> Helped:
    """Remember what came of it; ``helped_id`` may be the beginning of an id.

    Raises:
        NotFound: nothing, or more than one, has that id.
    """
    if not journal.exists:
        raise NotFound(f"no help has the id {helped_id!r}", "`inroad helped` shows the ids")
    with journal.writing(now) as connection:
        whole = _one(connection, helped_id)
        row = connection.execute(
            "INSERT INTO came_back (helped_id, day, what, written, changed) VALUES (?, ?, ?, ?, ?) "
            "RETURNING *",
            (whole, day.isoformat(), storable(what), stamp(now), stamp(now)),
        ).fetchone()
        events.add(connection, Event(now, ROOM, "came back", row["id"], {"title": what, "helped": whole}))
        return next(each for each in _all(connection) if each.helped_id == whole)


def undo(journal: Journal, now: dt.datetime) -> str:
    """Take the last entry back that was not taken back yet; what it was.

    Raises:
        NotFound: there is none.
    """
    if not journal.exists:
        raise NotFound("nothing is there to take back", "`inroad helped` shows what there is")
    with journal.writing(now) as connection:
        last = _last(connection)
        table = "helped" if last.what == "helped" else "came_back"
        connection.execute(
            f"UPDATE {table} SET undone = ?, changed = ? WHERE id = ?",  # noqa: S608
            (stamp(now), stamp(now), last.subject),
        )
        events.add(connection, Event(now, ROOM, "undone", last.subject, {"step": last.what}))
        return str(last.data["title"])


# -- rows -----------------------------------------------------------------------------------------


def _all(connection: sqlite3.Connection) -> tuple[Helped, ...]:
    backs: dict[str, list[CameBack]] = {}
    for row in connection.execute("SELECT * FROM came_back WHERE undone IS NULL ORDER BY day, written, id"):
        made = CameBack(row["id"], dt.date.fromisoformat(row["day"]), row["what"])
        backs.setdefault(row["helped_id"], []).append(made)
    rows = connection.execute("SELECT * FROM helped WHERE undone IS NULL ORDER BY day, written, id")
    return tuple(_helped(row, tuple(backs.get(row["id"], ()))) for row in rows)


def _helped(row: Any, backs: tuple[CameBack, ...]) -> Helped:
    day = dt.date.fromisoformat(row["day"])
    return Helped(row["id"], day, row["whom"], row["what"], row["topic"], row["minutes"], backs)


def _one(connection: sqlite3.Connection, begins: str) -> str:
    found = [each.helped_id for each in _all(connection) if each.helped_id.startswith(begins.lower())]
    if len(found) == 1 and begins:
        return found[0]
    if found and begins:
        raise InputError(f"{len(found)} ids begin with {begins!r}", "write more letters of it")
    raise NotFound(f"no help has the id {begins!r}", "`inroad helped` shows the ids")


def _last(connection: sqlite3.Connection) -> Event:
    told = events.read(connection, ROOM)
    undone = {each.subject for each in told if each.what == "undone"}
    standing = [each for each in told if each.what != "undone" and each.subject not in undone]
    if not standing:
        raise NotFound("nothing is there to take back", "`inroad helped` shows what there is")
    return standing[-1]


# -- the export -----------------------------------------------------------------------------------


def _page(rows: Rows) -> Iterator[str]:
    backs: dict[str, list[str]] = {}
    for row in rows["came_back"]:
        backs.setdefault(row["helped_id"], []).append("  " + item(row["day"], row["what"], flag(row)))
    for row in rows["helped"]:
        took = f"{row['minutes']} min" if row["minutes"] else ""
        yield item(row["day"], row["whom"], row["what"], row["topic"], took, flag(row))
        yield from backs.get(row["id"], ())


SUBJECT = Subject(
    "helped",
    "Whom I helped",
    (
        Table("helped", ("id",), time="changed", newer=True),
        Table("came_back", ("id",), time="changed", newer=True),
    ),
    _page,
)
