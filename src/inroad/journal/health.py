"""Whether a journal is whole: what is damaged, what that means, what its backups would bring back.

Nothing is mended here, and nothing is written, not even SQLite's helper files.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from inroad.errors import InroadError
from inroad.journal import wal
from inroad.journal.backups import Backup
from inroad.journal.lines import columns
from inroad.journal.migrations import APPLICATION, FORMAT
from inroad.journal.readable import copied, is_whole, opened, read_whole, readable
from inroad.journal.records import moment
from inroad.journal.store import Journal, in_memory, migrate
from inroad.journal.subjects import SUBJECTS, tables
from inroad.journal.tables import Table
from inroad.types import BackupsReport, DoctorReport, Finding, Health, JournalBackup, SubjectCount

SUBJECT = "journal"
ROOM = 20_000_000
"""Bytes below which a disk is nearly full."""
MOST = 5


def look(journal: Journal) -> DoctorReport:
    """All that is to be said of a journal; its backups only where one may be needed."""
    found = tuple(findings(journal))
    healthy = all(each.health in ("ok", "note") for each in found)
    damaged = any(each.health == "damaged" for each in found)
    return DoctorReport(healthy, found, backups(journal) if damaged else ())


def backups(journal: Journal) -> tuple[JournalBackup, ...]:
    """All backups, the latest first, each with what would be lost by going back to it."""
    now = _read(journal.path)
    try:
        return tuple(_told(each, now) for each in reversed(journal.copies.all()))
    finally:
        if now is not None:
            now.close()


def report(journal: Journal) -> BackupsReport:
    """The same as an answer of its own."""
    return BackupsReport(str(journal.path), backups(journal))


# -- findings -------------------------------------------------------------------------------------


def findings(journal: Journal) -> Iterator[Finding]:
    """What a check of a journal finds."""
    path, copies = journal.path, journal.copies.all()
    if not path.exists() or (path.is_file() and not path.stat().st_size):
        yield _missing(journal)
        return
    try:
        with opened(path) as connection:
            yield from _inside(connection, journal)
    except sqlite3.DatabaseError as error:
        yield _finding("damaged", f"{path} is no SQLite file that can be read ({error})", _way(journal))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        yield _finding("refused", f"{path} cannot be read ({reason})", "look at its permissions")
        return
    yield from _log(journal)
    yield from _place(path)
    yield _copies(copies)


def _missing(journal: Journal) -> Finding:
    if not journal.copies.all():
        return _finding("ok", "nothing was written down yet", "")
    state = "empty" if journal.path.exists() else "gone"
    return _finding("damaged", f"{journal.path} is {state}, although there are backups", _way(journal))


def _inside(connection: sqlite3.Connection, journal: Journal) -> Iterator[Finding]:
    tables_there = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
    if (found, owner, tables_there) == (0, 0, 0):
        yield _finding("note", "it was cut short while it was made: nothing was written down yet", "")
        return
    if owner != APPLICATION:
        yield _finding("refused", f"{journal.path} is the file of another program", "move it away")
        return
    if found > FORMAT:
        problem = f"its format is {found}, this program knows up to {FORMAT}"
        yield _finding(
            "refused", problem, "use the newer version of Inroad that wrote it; nothing is damaged"
        )
        return
    damage = _damage(connection)
    if damage:
        yield _finding("damaged", f"{journal.path} is damaged: {_short(damage)}", _way(journal))
        yield from _tables(connection)
    elif lost := connection.execute("PRAGMA foreign_key_check").fetchone():
        yield _finding("damaged", f"a row of {lost[0]} needs one of {lost[2]} that is gone", _way(journal))
    else:
        older = f", to be brought to {FORMAT} with the next change" if found < FORMAT else ""
        yield _finding("ok", f"{journal.path} is whole (format {found}{older})", "")


def _damage(connection: sqlite3.Connection) -> list[str]:
    """What SQLite finds; its check may itself come upon a page that stops it."""
    try:
        found = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({MOST})")]
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return [] if found == ["ok"] else found


def _tables(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table in tables():
        rows, whole = read_whole(connection, table)
        if not whole:
            problem = f"of the table {table.name} only {rows} rows can be read"
            yield _finding("damaged", problem, "`inroad journal restore DATE --with-readable` puts them back")


def _log(journal: Journal) -> Iterator[Finding]:
    path = journal.path.with_name(journal.path.name + "-wal")
    try:
        found = wal.inspect(path.read_bytes())
    except FileNotFoundError:
        return
    except OSError as error:
        yield _finding("refused", f"{path} cannot be read ({error.strerror})", "look at its permissions")
        return
    if found.lost:
        problem = f"{path} is torn: {found.lost} or more of the last changes cannot be read"
        yield _finding("damaged", problem, _way(journal))
    elif found.unfinished:
        problem = "a change was cut off before it was acknowledged; it counts as never made"
        yield _finding("note", problem, "")


def _place(path: Path) -> Iterator[Finding]:
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        problem = "it can be read, but nothing can be written down here"
        yield _finding("note", problem, f"make {path} and its folder writable")
    free = shutil.disk_usage(path.parent).free
    if free < max(ROOM, 3 * path.stat().st_size):
        yield _finding("note", f"only {free / 1e6:.1f} MB are free where it lies", "free some")


def _copies(copies: list[Backup]) -> Finding:
    if not copies:
        problem = "there is no backup yet: one is made before the first change of each day"
        return _finding("note", problem, "`inroad export journal DIR` makes a copy at any time")
    last = max(each.day for each in copies)
    return _finding("ok", f"{len(copies)} backups, the last one of {last}", "")


def _finding(health: Health, problem: str, remedy: str) -> Finding:
    return Finding(health, SUBJECT, problem, remedy)


def _way(journal: Journal) -> str:
    if journal.copies.all():
        return "`inroad journal restore DATE` puts a backup in its place and keeps this file aside"
    return "there is no backup: keep a copy of the file, then move it away to begin anew"


def _short(damage: list[str]) -> str:
    first = " ".join(damage[0].replace("*** in database main ***", "").split())
    return first if len(damage) == 1 else f"{first}, and more"


# -- backups --------------------------------------------------------------------------------------


def _told(each: Backup, now: sqlite3.Connection | None) -> JournalBackup:
    try:
        with copied(each.path) as copy:
            last, lost = _last(copy), missing(now, copy) if now is not None else None
    except (sqlite3.Error, OSError, InroadError):
        return JournalBackup(each.name, str(each.path), None, False, None)
    total = sum(count.rows for count in lost) if lost is not None else None
    until = moment(last) if last else None
    return JournalBackup(each.name, str(each.path), until, True, total, lost or ())


def _last(copy: Path) -> str | None:
    """The last thing that a copy of a backup knows of, after it was brought to today's format."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        if not is_whole(connection, quick=True):
            raise sqlite3.DatabaseError("damaged")
        migrate(connection, int(connection.execute("PRAGMA user_version").fetchone()[0]))
        found: str | None = connection.execute("SELECT max(at) FROM events").fetchone()[0]
        return found


def missing(now: sqlite3.Connection, held: Path) -> tuple[SubjectCount, ...]:
    """Rows of one journal that are not in another as they are, by subject; both of today's format."""
    now.execute("ATTACH ? AS held", (str(held),))
    try:
        counts = [SubjectCount(s.name, sum(_lacking(now, table) for table in s.tables)) for s in SUBJECTS]
    finally:
        now.execute("DETACH held")
    return tuple(each for each in counts if each.rows)


def _lacking(now: sqlite3.Connection, table: Table) -> int:
    """Rows of ``main`` that ``held`` does not have, or not as they are."""
    if table.fixed:
        told: tuple[str, ...] = ()
    else:
        told = (table.time,) if table.newer else columns(now, table).names
    same = " AND ".join(f"a.{name} = b.{name}" for name in table.key)
    other = "".join(f" OR a.{name} IS NOT b.{name}" for name in told if name not in table.aside)
    asked = (
        f"SELECT count(*) FROM main.{table.name} a LEFT JOIN held.{table.name} b ON {same} "  # noqa: S608
        f"WHERE b.{table.key[0]} IS NULL{other}"
    )
    return int(now.execute(asked).fetchone()[0])


def _read(path: Path) -> sqlite3.Connection | None:
    """What can be read of a journal, in memory; None: nothing."""
    try:
        with opened(path) as connection:
            if is_whole(connection):
                return in_memory(connection, int(connection.execute("PRAGMA user_version").fetchone()[0]))
            return readable(connection)
    except (sqlite3.Error, OSError, InroadError):
        return None
