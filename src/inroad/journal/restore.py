"""A backup put in the journal's place.  The file that was there is kept beside it, never deleted."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from inroad.errors import Damaged, NotFound
from inroad.journal import events
from inroad.journal.backups import Backup
from inroad.journal.health import missing
from inroad.journal.merge import merge
from inroad.journal.readable import is_whole, opened, readable
from inroad.journal.records import Event
from inroad.journal.store import Journal, migrate
from inroad.near import near
from inroad.types import JournalRestore


def restore(journal: Journal, name: str, now: dt.datetime, *, with_readable: bool = False) -> JournalRestore:
    """Put a backup in the journal's place.

    Args:
        journal: which.
        name: of the backup: a day, or as `inroad journal backups` lists it.
        now: the moment, which names the file that is put aside.
        with_readable: put back what can still be read of the file that was there.

    Raises:
        NotFound: there is no such backup; carries near names.
        Damaged: it cannot be used.
        StoreError: nothing can be written there.
    """
    found = _named(journal, name)
    with journal.alone():
        part = journal.path.with_name(journal.path.name + ".restoring")
        try:
            lost, kept = _prepare(journal, found, part, now, with_readable)
            aside = _put_aside(journal.path, now)
            part.replace(journal.path)
        finally:
            part.unlink(missing_ok=True)
    return JournalRestore(found.name, str(aside) if aside else None, lost, kept)


def _named(journal: Journal, name: str) -> Backup:
    every = journal.copies.all()
    for each in every:
        if each.name == name:
            return each
    of_day = [each for each in every if each.day.isoformat() == name]
    if of_day:
        return of_day[-1]
    names = [each.name for each in reversed(every)]
    raise NotFound(f"there is no backup {name!r}", "`inroad journal backups` lists them", near(name, names))


def _prepare(
    journal: Journal, found: Backup, part: Path, now: dt.datetime, with_readable: bool
) -> tuple[int | None, int]:
    """The new file, whole and on disk; rows that it lacks and that were put back."""
    part.unlink(missing_ok=True)
    with opened(found.path) as source, closing(sqlite3.connect(part, isolation_level=None)) as goal:
        if not is_whole(source):
            raise Damaged(f"the backup {found.path} is damaged too", "choose another one")
        goal.row_factory = sqlite3.Row
        source.backup(goal)
        goal.execute("PRAGMA journal_mode = DELETE")
        migrate(goal, int(goal.execute("PRAGMA user_version").fetchone()[0]))
        lost, kept = _compare(journal.path, part, goal, with_readable)
        events.add(goal, Event(now, "journal", "restored", found.name, {"kept": kept}))
        goal.execute("PRAGMA journal_mode = WAL")
    _on_disk(part)
    return lost, kept


def _compare(path: Path, part: Path, goal: sqlite3.Connection, with_readable: bool) -> tuple[int | None, int]:
    """Rows of the file that is there which the new one lacks, and how many of them were put into it."""
    try:
        with opened(path) as connection:
            held = readable(connection)
    except (sqlite3.Error, OSError):
        held = None
    if held is None:
        return None, 0
    with closing(held):
        lost = sum(each.rows for each in missing(held, part))
        if not with_readable:
            return lost, 0
        goal.execute("BEGIN")
        merge(held, goal)
        goal.execute("COMMIT")
        left = sum(each.rows for each in missing(held, part))
        return left, lost - left


def _put_aside(path: Path, now: dt.datetime) -> Path | None:
    """Out of the way with its log; first the file: a log without it is harmless, but not the reverse."""
    stamp = now.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = next(each for each in _free(path, stamp) if not each.exists())
    there = path.exists()
    for ending in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
    return aside if there else None


def _free(path: Path, stamp: str) -> list[Path]:
    ends = ["", *(f"-{number}" for number in range(2, 1000))]
    return [path.with_name(f"{path.stem}-before-restore-{stamp}{end}{path.suffix}") for end in ends]


def _on_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
