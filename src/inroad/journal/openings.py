"""What the user did with openings: taken into the plan, dismissed, looked at.

An opening is in the plan or dismissed, never both; the last word counts.  What was there before goes into
the event, so nothing is lost by a change of mind.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from inroad.errors import NotFound
from inroad.journal import events
from inroad.journal.markdown import item, part, when
from inroad.journal.records import Event, moment, stamp, storable
from inroad.journal.store import Journal
from inroad.journal.tables import Gone, Rows, Subject, Table
from inroad.plain import from_json, to_json
from inroad.types import Choices, Dismissed, Looked, Opening, Taken

ROOM = "openings"


def choices(journal: Journal) -> Choices:
    """All that was decided and looked at; empty where there is no journal yet."""
    with journal.reading() as connection:
        return Choices(
            tuple(
                map(_taken, connection.execute(f"{_WITH_RECORD.format('plan')} ORDER BY taken, opening_id"))
            ),
            tuple(
                map(
                    _dismissed,
                    connection.execute(f"{_WITH_RECORD.format('dismissed')} ORDER BY dismissed, opening_id"),
                )
            ),
            tuple(map(_looked, connection.execute(_UNDECIDED))),
        )


def take(journal: Journal, opening: Opening, now: dt.datetime, note: str = "") -> None:
    """Put an opening into the plan; one that is there already is renewed and keeps its state."""
    with journal.writing(now) as connection:
        before = _forget(connection, opening.opening_id)
        _keep(connection, opening, now)
        state = before.get("state", "planned")
        connection.execute(
            "INSERT INTO plan (opening_id, taken, note, state) VALUES (?, ?, ?, ?)",
            (opening.opening_id, stamp(now), storable(note), state),
        )
        _tell(connection, now, "taken", opening, {"note": note, "before": before})


def dismiss(journal: Journal, opening: Opening, now: dt.datetime, why: str) -> None:
    """Do not show an opening again unless there is news of it."""
    with journal.writing(now) as connection:
        before = _forget(connection, opening.opening_id)
        _keep(connection, opening, now)
        connection.execute(
            "INSERT INTO dismissed (opening_id, dismissed, why) VALUES (?, ?, ?)",
            (opening.opening_id, stamp(now), storable(why)),
        )
        _tell(connection, now, "dismissed", opening, {"why": why, "before": before})


def restore(journal: Journal, opening_id: str, now: dt.datetime) -> str:
    """Undo taking or dismissing: the opening is undecided again.  Says which of both it was.

    Raises:
        NotFound: it is neither taken nor dismissed; carries near ids.
    """
    if not journal.exists:
        raise _nothing(opening_id, ())
    with journal.writing(now) as connection:
        before = _forget(connection, opening_id)
        if not before:
            raise _nothing(opening_id, _near(connection, opening_id))
        events.add(connection, Event(now, ROOM, "restored", opening_id, {"before": before}))
        return str(before["was"])


def look(journal: Journal, opening: Opening, now: dt.datetime) -> None:
    """Remember a closer look, if there is a journal: looking is no reason to begin one."""
    if not journal.exists:
        return
    with journal.writing(now) as connection:
        connection.execute(
            "INSERT INTO looked (opening_id, title, first, last, times) VALUES (?, ?, ?, ?, 1) "
            "ON CONFLICT (opening_id) DO UPDATE SET "
            "title = excluded.title, last = max(last, excluded.last), times = times + 1",
            (opening.opening_id, storable(opening.title), stamp(now), stamp(now)),
        )


# -- rows -----------------------------------------------------------------------------------------

_WITH_RECORD = "SELECT {0}.*, openings.record FROM {0} JOIN openings USING (opening_id)"
_UNDECIDED = (
    "SELECT * FROM looked WHERE opening_id NOT IN (SELECT opening_id FROM plan) "
    "AND opening_id NOT IN (SELECT opening_id FROM dismissed) ORDER BY first, opening_id"
)


def _taken(row: sqlite3.Row) -> Taken:
    return Taken(from_json(Opening, row["record"]), moment(row["taken"]), row["note"], row["state"])


def _dismissed(row: sqlite3.Row) -> Dismissed:
    return Dismissed(from_json(Opening, row["record"]), moment(row["dismissed"]), row["why"])


def _looked(row: sqlite3.Row) -> Looked:
    return Looked(row["opening_id"], row["title"], moment(row["first"]), moment(row["last"]), row["times"])


def _keep(connection: sqlite3.Connection, opening: Opening, now: dt.datetime) -> None:
    connection.execute(
        "INSERT INTO openings (opening_id, kind, title, record, kept) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (opening_id) DO UPDATE SET "
        "kind = excluded.kind, title = excluded.title, record = excluded.record, kept = excluded.kept",
        (opening.opening_id, opening.kind, storable(opening.title), to_json(opening), stamp(now)),
    )


def _forget(connection: sqlite3.Connection, opening_id: str) -> dict[str, Any]:
    """Make an opening undecided; what it was before, {} if it was undecided."""
    for table in ("plan", "dismissed"):
        row = connection.execute(
            f"{_WITH_RECORD.format(table)} WHERE opening_id = ?", (opening_id,)
        ).fetchone()
        if row is not None:
            connection.execute(f"DELETE FROM {table} WHERE opening_id = ?", (opening_id,))  # noqa: S608
            was = "taken" if table == "plan" else table
            return {**dict(row), "record": json.loads(row["record"]), "was": was}
    return {}


def _tell(
    connection: sqlite3.Connection, now: dt.datetime, what: str, opening: Opening, data: dict[str, Any]
) -> None:
    shown = {"title": opening.title, "record": json.loads(to_json(opening))}
    events.add(connection, Event(now, ROOM, what, opening.opening_id, {**shown, **data}))


def _near(connection: sqlite3.Connection, opening_id: str) -> tuple[str, ...]:
    from inroad.near import near

    rows = connection.execute("SELECT opening_id FROM plan UNION SELECT opening_id FROM dismissed ORDER BY 1")
    return near(opening_id, [row[0] for row in rows])


def _nothing(opening_id: str, near: tuple[str, ...]) -> NotFound:
    return NotFound(
        f"{opening_id!r} is neither taken nor dismissed", "`inroad openings list` shows those that are", near
    )


# -- the export -----------------------------------------------------------------------------------


def _page(rows: Rows) -> Iterator[str]:
    titles = {row["opening_id"]: row["title"] for row in rows["openings"]}

    def lines(table: str, time: str, *more: str) -> Iterator[str]:
        for row in rows[table]:
            title = titles.get(row["opening_id"]) or row["title"]
            yield item(when(row[time]), title, row["opening_id"], *(row[each] for each in more))

    yield from part("Taken", lines("plan", "taken", "state", "note"))
    yield from part("Dismissed", lines("dismissed", "dismissed", "why"))
    yield from part("Looked at", lines("looked", "last"))


_RESTORED = Gone(ROOM, ("restored",), "{opening_id}")
SUBJECT = Subject(
    "openings",
    "Openings",
    (
        Table("openings", ("opening_id",), time="kept", newer=True),
        Table("plan", ("opening_id",), time="taken", newer=True, rivals=("dismissed",), gone=_RESTORED),
        Table("dismissed", ("opening_id",), time="dismissed", newer=True, rivals=("plan",), gone=_RESTORED),
        Table("looked", ("opening_id",), time="last", newer=True),
    ),
    _page,
)
