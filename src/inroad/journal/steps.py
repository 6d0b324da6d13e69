"""What the user decided about steps of the plan and about paths; the plan itself is worked out anew each
time."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from inroad.errors import NotFound
from inroad.journal import events
from inroad.journal.markdown import item, part, when
from inroad.journal.records import Event, moment, stamp, storable
from inroad.journal.store import Journal
from inroad.journal.tables import Rows, Subject, Table
from inroad.types import StepState

ROOM = "plan"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was said of one step."""

    step_id: str
    title: str
    """As it was shown then."""
    state: StepState
    missed: int
    note: str
    at: dt.datetime


def decisions(journal: Journal) -> dict[str, Decision]:
    """The last word on each step that there was one on."""
    with journal.reading() as connection:
        rows = connection.execute("SELECT * FROM steps ORDER BY step_id")
        return {row["step_id"]: _decision(row) for row in rows}


def chosen(journal: Journal) -> tuple[str, ...]:
    """Paths that the user goes, in the order of choosing."""
    with journal.reading() as connection:
        rows = connection.execute(
            "SELECT path_id FROM chosen_paths WHERE state = 'chosen' ORDER BY at, path_id"
        )
        return tuple(row["path_id"] for row in rows)


def decide(journal: Journal, step_id: str, title: str, state: StepState, now: dt.datetime) -> Decision:
    """Say that a step is done, missed or dropped; missed ones are counted."""
    with journal.writing(now) as connection:
        before = _row(connection, step_id)
        missed = (before["missed"] if before else 0) + (state == "missed")
        note = before["note"] if before else ""
        return _put(connection, Decision(step_id, storable(title), state, missed, note, now), before, state)


def note(journal: Journal, step_id: str, title: str, text: str, now: dt.datetime) -> Decision:
    """Keep the user's words on a step; saying the same again writes nothing."""
    found = decisions(journal).get(step_id) if journal.exists else None
    if (found.note if found else "") == storable(text):
        return found or Decision(step_id, title, "open", 0, "", now)
    with journal.writing(now) as connection:
        before = _row(connection, step_id)
        was = _decision(before) if before else Decision(step_id, title, "open", 0, "", now)
        made = replace(was, title=storable(title), note=storable(text))
        return _put(connection, made, before, "noted", now)


def undo(journal: Journal, step_id: str, now: dt.datetime) -> Decision:
    """Make a step what it was before the last word on it (done, missed or dropped) that still stands.

    Raises:
        NotFound: nothing was said of it.
    """
    if not journal.exists:
        raise _nothing(step_id)
    with journal.writing(now) as connection:
        standing: list[Event] = []
        for event in events.read(connection, ROOM, step_id):
            if event.what in ("done", "missed", "dropped"):
                standing.append(event)
            elif event.what == "undone" and standing:
                standing.pop()
        row = _row(connection, step_id)
        if not standing or row is None:
            raise _nothing(step_id)
        before = standing[-1].data["before"] or {"state": "open", "missed": 0}
        made = Decision(step_id, row["title"], before["state"], before["missed"], row["note"], now)
        return _put(connection, made, row, "undone")


def choose(journal: Journal, path_id: str, now: dt.datetime, *, leave: bool = False) -> None:
    """Go a path, or leave it."""
    state = "left" if leave else "chosen"
    with journal.writing(now) as connection:
        connection.execute(
            "INSERT INTO chosen_paths (path_id, state, at, changed) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (path_id) DO UPDATE SET state = excluded.state, at = excluded.at, "
            "changed = excluded.changed",
            (path_id, state, stamp(now), stamp(now)),
        )
        events.add(connection, Event(now, ROOM, state, f"path:{path_id}", {"title": path_id}))


# -- rows -----------------------------------------------------------------------------------------


def _put(
    connection: sqlite3.Connection,
    made: Decision,
    before: sqlite3.Row | None,
    what: str,
    now: dt.datetime | None = None,
) -> Decision:
    connection.execute(
        "INSERT INTO steps (step_id, title, state, missed, note, at, changed) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (step_id) DO UPDATE SET title = excluded.title, state = excluded.state, "
        "missed = excluded.missed, note = excluded.note, at = excluded.at, changed = excluded.changed",
        (made.step_id, made.title, made.state, made.missed, made.note, stamp(made.at), stamp(now or made.at)),
    )
    data = {"title": made.title, "before": json.loads(json.dumps(dict(before))) if before else None}
    events.add(connection, Event(now or made.at, ROOM, what, made.step_id, data))
    return made


def _row(connection: sqlite3.Connection, step_id: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM steps WHERE step_id = ?", (step_id,)
    ).fetchone()
    return row


def _decision(row: Any) -> Decision:
    return Decision(row["step_id"], row["title"], row["state"], row["missed"], row["note"], moment(row["at"]))


def _nothing(step_id: str) -> NotFound:
    return NotFound(
        f"nothing was said of the step {step_id!r}", "`inroad plan` shows what was done and dropped"
    )


# -- the export -----------------------------------------------------------------------------------


def _page(rows: Rows) -> Iterator[str]:
    said = (item(when(row["at"]), row["state"], row["title"], row["note"]) for row in rows["steps"])
    yield from part("Steps", said)
    gone = (item(when(row["at"]), row["state"], row["path_id"]) for row in rows["chosen_paths"])
    yield from part("Paths", gone)


SUBJECT = Subject(
    "plan",
    "My plan",
    (
        Table("steps", ("step_id",), time="changed", newer=True),
        Table("chosen_paths", ("path_id",), time="changed", newer=True),
    ),
    _page,
)
