"""Links that the user added, and which statements others may see.  Nothing may be seen before it is said
here."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from inroad.errors import InputError, NotFound
from inroad.journal import events
from inroad.journal.markdown import flag, item, part, when
from inroad.journal.records import Event, stamp, storable
from inroad.journal.store import Journal
from inroad.journal.tables import Rows, Subject, Table
from inroad.types import ItemState, Link, LinkKind

ROOM = "portfolio"


def links(journal: Journal) -> tuple[Link, ...]:
    """What was added and not taken out, by day."""
    with journal.reading() as connection:
        return _links(connection)


def states(journal: Journal) -> dict[str, ItemState]:
    """The last word on each statement that there was one on."""
    with journal.reading() as connection:
        return {row["item"]: row["state"] for row in connection.execute("SELECT * FROM shown_items")}


def add(
    journal: Journal, url: str, title: str, kind: LinkKind, skill: str, day: dt.date, now: dt.datetime
) -> Link:
    """Keep a link; whether it may be seen is another question."""
    with journal.writing(now) as connection:
        row = connection.execute(
            "INSERT INTO links (url, title, kind, skill, day, written, changed) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING *",
            (storable(url), storable(title), kind, skill, day.isoformat(), stamp(now), stamp(now)),
        ).fetchone()
        events.add(connection, Event(now, ROOM, "added", row["id"], {"title": title, "kind": kind}))
        return _link(row)


def remove(journal: Journal, link_id: str, now: dt.datetime) -> Link:
    """Take a link out; ``link_id`` may be the beginning of an id.

    Raises:
        NotFound, InputError: none, or more than one, has that id.
    """
    if not journal.exists:
        raise _nothing(link_id)
    with journal.writing(now) as connection:
        found = [each for each in _links(connection) if each.link_id.startswith(link_id.lower())]
        if not found or not link_id:
            raise _nothing(link_id)
        if len(found) > 1:
            raise InputError(f"{len(found)} ids begin with {link_id!r}", "write more letters of it")
        connection.execute(
            "UPDATE links SET undone = ?, changed = ? WHERE id = ?",
            (stamp(now), stamp(now), found[0].link_id),
        )
        events.add(connection, Event(now, ROOM, "removed", found[0].link_id, {"title": found[0].title}))
        return found[0]


def mark(journal: Journal, items: Iterable[str], state: ItemState, now: dt.datetime) -> None:
    """Say of some statements that they may, or may not, be seen."""
    with journal.writing(now) as connection:
        for each in items:
            connection.execute(
                "INSERT INTO shown_items (item, state, at, changed) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (item) DO UPDATE SET state = excluded.state, at = excluded.at, "
                "changed = excluded.changed",
                (storable(each), state, stamp(now), stamp(now)),
            )
            events.add(connection, Event(now, ROOM, state, each))


# -- rows -----------------------------------------------------------------------------------------


def _links(connection: sqlite3.Connection) -> tuple[Link, ...]:
    rows = connection.execute("SELECT * FROM links WHERE undone IS NULL ORDER BY day, written, id")
    return tuple(map(_link, rows))


def _link(row: Any) -> Link:
    day = dt.date.fromisoformat(row["day"])
    return Link(row["id"], row["url"], row["title"], row["kind"], row["skill"], day)


def _nothing(link_id: str) -> NotFound:
    return NotFound(f"no link has the id {link_id!r}", "`inroad portfolio` shows the ids, as link:ID")


# -- the export -----------------------------------------------------------------------------------


def _page(rows: Rows) -> Iterator[str]:
    added = (
        item(row["day"], row["kind"], row["title"], row["url"], row["skill"], flag(row))
        for row in rows["links"]
    )
    yield from part("Links", added)
    seen = (item(when(row["at"]), row["item"], row["state"]) for row in rows["shown_items"])
    yield from part("What may be seen", seen)


SUBJECT = Subject(
    "portfolio",
    "What I can show",
    (
        Table("links", ("id",), time="changed", newer=True),
        Table("shown_items", ("item",), time="changed", newer=True),
    ),
    _page,
)
