"""People whom the user writes to, what was sent, what came back.  What is taken back stays, and says so."""

from __future__ import annotations

import datetime as dt
import shlex
import sqlite3
from collections.abc import Iterator
from typing import Any, Literal

from inroad.errors import InputError, NotFound
from inroad.journal import events
from inroad.journal.markdown import flag, item
from inroad.journal.records import Event, stamp, storable
from inroad.journal.store import Journal
from inroad.journal.tables import Rows, Subject, Table
from inroad.types import Contact, Contacted

ROOM = "outreach"
What = Literal["sent", "replied", "closed"]


def contacts(journal: Journal) -> tuple[Contact, ...]:
    """Everybody who was added and not taken back, the oldest first; empty where there is no journal yet."""
    with journal.reading() as connection:
        return _all(connection)


def one(journal: Journal, named: str) -> Contact:
    """The contact of that name or id; the beginning is enough where only one begins so.

    Raises:
        NotFound: nobody is called that; carries near names.
        InputError: several are.
    """
    return _one(contacts(journal), named)


def add(journal: Journal, name: str, email: str, why: str, now: dt.datetime) -> Contact:
    """Remember somebody to write to."""
    with journal.writing(now) as connection:
        row = connection.execute(
            "INSERT INTO contacts (name, email, why, written, changed) VALUES (?, ?, ?, ?, ?) RETURNING *",
            (storable(name), storable(email), storable(why), stamp(now), stamp(now)),
        ).fetchone()
        events.add(connection, Event(now, ROOM, "added", row["id"], {"title": f"{name} added"}))
        return _contact(row, ())


def happened(journal: Journal, named: str, what: What, day: dt.date, note: str, now: dt.datetime) -> Contact:
    """Remember that something was sent to somebody, that they replied, or that it is over.

    Raises:
        NotFound, InputError: as for ``one``.
    """
    with journal.writing(now) as connection:
        known = _one(_all(connection), named)
        row = connection.execute(
            "INSERT INTO contacted (contact_id, what, day, note, written, changed) VALUES (?, ?, ?, ?, ?, ?) "
            "RETURNING *",
            (known.contact_id, what, day.isoformat(), storable(note), stamp(now), stamp(now)),
        ).fetchone()
        title = {"sent": "a letter to {}", "replied": "a reply of {}", "closed": "{} closed"}[what]
        data = {"title": title.format(known.name), "contact": known.contact_id}
        events.add(connection, Event(now, ROOM, what, row["id"], data))
        return _one(_all(connection), known.contact_id)


def undo(journal: Journal, now: dt.datetime) -> str:
    """Take the last entry back that was not taken back yet; what it was.

    Raises:
        NotFound: there is none.
    """
    if not journal.exists:
        raise _nothing()
    with journal.writing(now) as connection:
        last = _last(connection)
        table = "contacts" if last.what == "added" else "contacted"
        connection.execute(
            f"UPDATE {table} SET undone = ?, changed = ? WHERE id = ?",  # noqa: S608
            (stamp(now), stamp(now), last.subject),
        )
        events.add(connection, Event(now, ROOM, "undone", last.subject, {"step": last.what}))
        return str(last.data["title"])


# -- the letter that is being written -------------------------------------------------------------


def letter(journal: Journal, contact_id: str) -> tuple[str, str] | None:
    """Subject and text as they were left; None: nothing was written yet."""
    with journal.reading() as connection:
        row = connection.execute("SELECT * FROM letters WHERE contact_id = ?", (contact_id,)).fetchone()
    return (row["subject"], row["body"]) if row else None


def keep_letter(journal: Journal, contact_id: str, subject: str, body: str, now: dt.datetime) -> None:
    """Keep a letter as it is; what was there before is in the log.

    Raises:
        NotFound: there is no such contact.
    """
    with journal.writing(now) as connection:
        known = _one(_all(connection), contact_id)
        before = connection.execute(
            "SELECT subject, body FROM letters WHERE contact_id = ?", (known.contact_id,)
        ).fetchone()
        if before and tuple(before) == (subject, body):
            return
        connection.execute(
            "INSERT INTO letters (contact_id, subject, body, changed) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (contact_id) DO UPDATE SET "
            "subject = excluded.subject, body = excluded.body, changed = excluded.changed",
            (known.contact_id, storable(subject), storable(body), stamp(now)),
        )


# -- rows -----------------------------------------------------------------------------------------


def _all(connection: sqlite3.Connection) -> tuple[Contact, ...]:
    told: dict[str, list[Contacted]] = {}
    for row in connection.execute("SELECT * FROM contacted WHERE undone IS NULL ORDER BY day, written, id"):
        made = Contacted(row["what"], dt.date.fromisoformat(row["day"]), row["note"])
        told.setdefault(row["contact_id"], []).append(made)
    rows = connection.execute("SELECT * FROM contacts WHERE undone IS NULL ORDER BY written, id")
    return tuple(_contact(row, tuple(told.get(row["id"], ()))) for row in rows)


def _contact(row: Any, told: tuple[Contacted, ...]) -> Contact:
    added = dt.date.fromisoformat(row["written"][:10])
    return Contact(row["id"], row["name"], row["email"], row["why"], added, told)


def _one(known: tuple[Contact, ...], named: str) -> Contact:
    wanted = " ".join(named.split()).casefold()
    same = [each for each in known if wanted in (each.contact_id, each.name.casefold())]
    found = same or [
        each
        for each in known
        if wanted and (each.contact_id.startswith(wanted) or wanted in each.name.casefold())
    ]
    if len(found) == 1:
        return found[0]
    if found:
        told = ", ".join(f"{each.name} ({each.contact_id[:6]})" for each in found[:5])
        raise InputError(f"{named!r} could be {told}", "use the letters in brackets")
    from inroad.near import near

    names = [each.name for each in known]
    raise NotFound(
        f"nobody called {named!r} is among your contacts",
        f"`inroad outreach add {shlex.quote(named)}` adds them, `inroad outreach list` shows who is there",
        near(named, names),
    )


def _last(connection: sqlite3.Connection) -> Event:
    told = events.read(connection, ROOM)
    undone = {each.subject for each in told if each.what == "undone"}
    standing = [each for each in told if each.what != "undone" and each.subject not in undone]
    if not standing:
        raise _nothing()
    return standing[-1]


def _nothing() -> NotFound:
    return NotFound("nothing is there to take back", "`inroad outreach list` shows what there is")


# -- the export -----------------------------------------------------------------------------------


def _page(rows: Rows) -> Iterator[str]:
    told: dict[str, list[str]] = {}
    for row in rows["contacted"]:
        line = item(row["day"], row["what"], row["note"], flag(row))
        told.setdefault(row["contact_id"], []).append("  " + line)
    for row in rows["letters"]:
        line = item(row["changed"][:10], "draft", row["subject"], row["body"])
        told.setdefault(row["contact_id"], []).append("  " + line)
    for row in rows["contacts"]:
        yield item(row["written"][:10], row["name"], row["email"], row["why"], flag(row))
        yield from told.get(row["id"], ())


SUBJECT = Subject(
    "outreach",
    "Whom I wrote to",
    (
        Table("contacts", ("id",), time="changed", newer=True),
        Table("contacted", ("id",), time="changed", newer=True),
        Table("letters", ("contact_id",), time="changed", newer=True),
    ),
    _page,
)
