"""A journal that was exported, or the file of another, taken into this one."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from inroad.errors import Damaged, InputError, StoreError
from inroad.journal import events, lines
from inroad.journal.export import MANIFEST, SCHEMA
from inroad.journal.merge import merge
from inroad.journal.migrations import FORMAT
from inroad.journal.records import Event
from inroad.journal.store import Journal, in_memory, migrate
from inroad.journal.subjects import tables
from inroad.types import JournalImport

AGAIN = "export the journal again"


def take_in(
    journal: Journal, path: Path, now: dt.datetime, *, theirs: bool = False, dry_run: bool = False
) -> JournalImport:
    """Take a journal in.

    Args:
        journal: where to.
        path: the folder of an export, or a journal's SQLite file.
        now: the moment.
        theirs: in a conflict, what is taken in holds.
        dry_run: only tell what would happen.

    Raises:
        InputError: ``path`` is nothing of that kind.
        Damaged: it is one, but not whole.
        StoreError: it is of a newer format, or the journal cannot be written.
    """
    with closing(opened(path)) as source:
        if dry_run:
            return _tried(journal, source, path, theirs)
        return _done(journal, source, path, theirs, now)


def opened(path: Path) -> sqlite3.Connection:
    """A copy in memory of an export or of a journal's file, in today's format."""
    if path.is_dir():
        return _from_folder(path)
    if not path.exists():
        raise InputError(f"there is no {path}", "give the folder of an export, or a journal's file")
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        _refuse_programs(connection, path)
    with Journal(path).reading() as connection:
        return in_memory(connection, FORMAT)


def _refuse_programs(connection: sqlite3.Connection, path: Path) -> None:
    """A journal has no views, and no triggers but its own; another's would run when its rows are read.

    Raises:
        Damaged: it has.
    """
    asked = "SELECT name, sql FROM sqlite_master WHERE type IN ('view', 'trigger')"
    try:
        found = connection.execute(asked).fetchall()
    except sqlite3.Error:
        return  # what it is will be told by those who open it
    if found:
        with closing(in_memory()) as ours:
            strange = sorted({*map(tuple, found)} - {*map(tuple, ours.execute(asked).fetchall())})
        if strange:
            raise Damaged(
                f"{path} has a view or trigger that is none of a journal's ({str(strange[0][0])[:60]!r})",
                "export that journal with `inroad export` and take in the folder",
            )


# -- merging --------------------------------------------------------------------------------------


def _tried(journal: Journal, source: sqlite3.Connection, path: Path, theirs: bool) -> JournalImport:
    with journal.reading() as connection, closing(in_memory(connection, FORMAT)) as copy:
        found = merge(source, copy, theirs=theirs)
    return JournalImport(str(path), True, *found, None)


def _done(
    journal: Journal, source: sqlite3.Connection, path: Path, theirs: bool, now: dt.datetime
) -> JournalImport:
    before = f"{now.astimezone(dt.UTC):%Y-%m-%d-before-import-%H%M%S}" if journal.exists else ""
    with journal.writing(now, before) as connection:
        held = _any(connection)
        found = merge(source, connection, theirs=theirs)
        changed = any(each.added or each.renewed or each.conflicts for each in found[0])
        if held and changed:
            # Into an empty journal nothing is added, so that it is the same as the one it came from.
            added = sum(each.added for each in found[0])
            events.add(connection, Event(now, "journal", "imported", path.name, {"added": added}))
    return JournalImport(str(path), False, *found, str(journal.copies.path(before)) if before else None)


def _any(connection: sqlite3.Connection) -> bool:
    return any(
        connection.execute(f"SELECT 1 FROM {table.name} LIMIT 1").fetchone()  # noqa: S608
        for table in tables()
    )


# -- reading --------------------------------------------------------------------------------------


def _from_folder(folder: Path) -> sqlite3.Connection:
    manifest = _manifest(folder)
    found = int(manifest["format"])
    made = in_memory(until=found)
    try:
        made.execute("BEGIN")
        for name, rows in sorted(manifest["rows"].items()):
            _fill(made, folder, str(name), int(rows))
        made.execute("COMMIT")
        lost = made.execute("PRAGMA foreign_key_check").fetchone()
        if lost:
            raise sqlite3.IntegrityError(f"a row of {lost[0]} needs one of {lost[2]} that is not there")
        migrate(made, found)
    except sqlite3.Error as error:
        made.close()
        raise Damaged(f"{folder} holds rows that do not fit together ({error})", AGAIN) from None
    except BaseException:
        made.close()
        raise
    return made


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    if not path.exists():
        raise InputError(f"{folder} is no whole export of a journal: it has no {MANIFEST}", AGAIN)
    try:
        value = json.loads(path.read_text("utf-8"))
        whole = value["schema"] == SCHEMA and isinstance(value["rows"], dict) and int(value["format"]) > 0
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        whole = False
    if not whole:
        raise Damaged(f"{path} is not what an export writes", AGAIN)
    if int(value["format"]) > FORMAT:
        raise StoreError(
            f"the export {folder} has format {value['format']}, this program knows up to {FORMAT}",
            "use the newer version of Inroad that wrote it",
        )
    return dict(value)


def _fill(made: sqlite3.Connection, folder: Path, name: str, rows: int) -> None:
    path = folder / "data" / f"{name}.jsonl"
    table = next((each for each in tables() if each.name == name), None)
    if table is None or not made.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone():
        raise Damaged(f"{folder / MANIFEST} names a table {name!r} that a journal does not have", AGAIN)
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Damaged(f"cannot read {path} ({reason})", AGAIN) from None
    known = lines.columns(made, table)
    found = list(lines.from_lines(text, known, str(path)))
    if len(found) != rows:
        raise Damaged(f"{path} has {len(found)} rows, the export wrote {rows}", AGAIN)
    lines.insert(made, table, found, known)
