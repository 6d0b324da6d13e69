"""Time spent and the timer.  What is taken back stays and says so; the last step can be undone."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from inroad.errors import InputError, NotFound
from inroad.journal import events
from inroad.journal.markdown import flag, item, part, when
from inroad.journal.records import Event, moment, stamp, storable
from inroad.journal.store import Journal
from inroad.journal.tables import Gone, Rows, Subject, Table
from inroad.types import Hours, HoursKind, Timer

ROOM = "log"


@dataclass(frozen=True, slots=True)
class Work:
    """What time is spent on."""

    kind: HoursKind
    skill: str = ""
    note: str = ""
    about: str = ""


def entries(journal: Journal) -> tuple[Hours, ...]:
    """All that was logged and not taken back, by day; empty where there is no journal yet."""
    with journal.reading() as connection:
        return tuple(map(_hours, connection.execute(_STANDING)))


def running(journal: Journal) -> Timer | None:
    """The timer; None if it does not run."""
    with journal.reading() as connection:
        row = _timer_row(connection)
        return _timer(row) if row else None


def add(journal: Journal, work: Work, day: dt.date, minutes: int, now: dt.datetime) -> Hours:
    """Log time of which the user says how long it was."""
    with journal.writing(now) as connection:
        entry = _put(connection, work, day, minutes, now)
        events.add(connection, Event(now, ROOM, "added", entry.entry_id, _told(entry)))
        return entry


def start(journal: Journal, work: Work, now: dt.datetime) -> Timer:
    """Let the timer run.

    Raises:
        InputError: it runs already.
    """
    with journal.writing(now) as connection:
        if _timer_row(connection):
            raise InputError("the timer is running already", "stop it with `inroad log stop`")
        _begin(connection, now, work)
        events.add(connection, Event(now, ROOM, "started", "timer", dict(_needed(connection))))
        return _timer(_needed(connection))


def stop(journal: Journal, minutes: int, now: dt.datetime) -> Hours:
    """Stop the timer and log ``minutes``, which whoever calls has made sure of.

    Raises:
        InputError: it does not run.
    """
    with journal.writing(now) as connection:
        row = _needed(connection)
        began = moment(row["started"])
        span = (began, max(began, min(now, began + dt.timedelta(minutes=minutes))))
        entry = _put(connection, _work(row), began.date(), minutes, now, span)
        connection.execute("DELETE FROM timer")
        events.add(
            connection, Event(now, ROOM, "stopped", entry.entry_id, {**_told(entry), "timer": dict(row)})
        )
        return entry


def discard(journal: Journal, now: dt.datetime) -> Timer:
    """Stop the timer and log nothing.

    Raises:
        InputError: it does not run.
    """
    with journal.writing(now) as connection:
        row = _needed(connection)
        connection.execute("DELETE FROM timer")
        events.add(connection, Event(now, ROOM, "discarded", "timer", {"timer": dict(row)}))
        return _timer(row)


def undo(journal: Journal, now: dt.datetime) -> tuple[str, Hours | None, Timer | None]:
    """Take the last step back that was not taken back yet: what it was, and its entry or timer.

    Raises:
        NotFound: there is none.
        InputError: a timer would have to run beside another.
    """
    if not journal.exists:
        raise _nothing()
    with journal.writing(now) as connection:
        last = _last_step(events.read(connection, ROOM))
        entry, timer = _UNDO[last.what](connection, last, now)
        events.add(connection, Event(now, ROOM, "undone", last.subject, {"step": last.what}))
        return last.what, entry, timer


# -- taking back ----------------------------------------------------------------------------------


def _last_step(told: tuple[Event, ...]) -> Event:
    steps: list[Event] = []
    for event in told:
        if event.what != "undone":
            steps.append(event)
        elif steps:
            steps.pop()
    if not steps:
        raise _nothing()
    return steps[-1]


def _undo_entry(
    connection: sqlite3.Connection, event: Event, now: dt.datetime
) -> tuple[Hours | None, Timer | None]:
    connection.execute(
        "UPDATE hours SET undone = ?, changed = ? WHERE id = ?", (stamp(now), stamp(now), event.subject)
    )
    row = connection.execute("SELECT * FROM hours WHERE id = ?", (event.subject,)).fetchone()
    return (_hours(row) if row else None), None


def _undo_start(
    connection: sqlite3.Connection, event: Event, now: dt.datetime
) -> tuple[Hours | None, Timer | None]:
    row = _timer_row(connection)
    connection.execute("DELETE FROM timer")
    return None, _timer(row) if row else None


def _undo_stop(
    connection: sqlite3.Connection, event: Event, now: dt.datetime
) -> tuple[Hours | None, Timer | None]:
    if _timer_row(connection):
        raise InputError("the timer runs already, so it cannot go on from before", "stop it first")
    row = event.data["timer"]
    _begin(connection, moment(row["started"]), _work(row))
    entry = _undo_entry(connection, event, now)[0] if event.what == "stopped" else None
    return entry, _timer(_needed(connection))


_UNDO = {"added": _undo_entry, "started": _undo_start, "stopped": _undo_stop, "discarded": _undo_stop}


# -- rows -----------------------------------------------------------------------------------------

# Entries of one second stand in the order in which they were written, which their events keep also after an
# export was taken in elsewhere.
_STANDING = (
    "SELECT hours.* FROM hours LEFT JOIN events ON events.subject = hours.id AND events.room = 'log' "
    "AND events.what IN ('added', 'stopped') WHERE undone IS NULL GROUP BY hours.id "
    "ORDER BY day, coalesce(began, written), min(event), hours.id"
)


def _put(
    connection: sqlite3.Connection,
    work: Work,
    day: dt.date,
    minutes: int,
    now: dt.datetime,
    span: tuple[dt.datetime, dt.datetime] | None = None,
) -> Hours:
    began, ended = map(stamp, span) if span else (None, None)
    row = connection.execute(
        "INSERT INTO hours (day, minutes, kind, skill, note, about, began, ended, written, changed) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *",
        (
            day.isoformat(),
            minutes,
            work.kind,
            storable(work.skill),
            storable(work.note),
            storable(work.about),
            began,
            ended,
            stamp(now),
            stamp(now),
        ),
    ).fetchone()
    return _hours(row)


def _begin(connection: sqlite3.Connection, at: dt.datetime, work: Work) -> None:
    connection.execute(
        "INSERT INTO timer (started, kind, skill, note, about) VALUES (?, ?, ?, ?, ?)",
        (stamp(at), work.kind, storable(work.skill), storable(work.note), storable(work.about)),
    )


def _timer_row(connection: sqlite3.Connection) -> sqlite3.Row | None:
    row: sqlite3.Row | None = connection.execute("SELECT * FROM timer").fetchone()
    return row


def _needed(connection: sqlite3.Connection) -> sqlite3.Row:
    row = _timer_row(connection)
    if row is None:
        raise InputError("the timer does not run", "start it with `inroad log start`")
    return row


def _work(row: Any) -> Work:
    return Work(row["kind"], row["skill"], row["note"], row["about"])


def _timer(row: Any) -> Timer:
    return Timer(moment(row["started"]), row["kind"], row["skill"], row["note"], row["about"])


def _hours(row: sqlite3.Row) -> Hours:
    began, ended = (moment(row[name]) if row[name] else None for name in ("began", "ended"))
    return Hours(
        row["id"],
        dt.date.fromisoformat(row["day"]),
        row["minutes"],
        row["kind"],
        row["skill"],
        row["note"],
        row["about"],
        "timer" if began else "by hand",
        began,
        ended,
    )


def _told(entry: Hours) -> dict[str, Any]:
    return {"day": entry.day.isoformat(), "minutes": entry.minutes, "kind": entry.kind}


def _nothing() -> NotFound:
    return NotFound("nothing is there to take back", "`inroad log` shows what was logged")


# -- the export -----------------------------------------------------------------------------------


def _page(rows: Rows) -> Iterator[str]:
    spent = (
        item(
            row["day"],
            f"{row['minutes']} min",
            row["kind"],
            row["skill"],
            row["note"],
            row["about"],
            flag(row),
        )
        for row in rows["hours"]
    )
    yield from part("Time", spent)
    clock = (item(when(row["started"]), row["kind"], row["skill"], row["note"]) for row in rows["timer"])
    yield from part("Timer that runs", clock)


SUBJECT = Subject(
    "log",
    "Time spent",
    (
        Table("hours", ("id",), time="changed", newer=True),
        Table("timer", ("one",), time="started", gone=Gone(ROOM, ("stopped", "discarded"))),
    ),
    _page,
)
