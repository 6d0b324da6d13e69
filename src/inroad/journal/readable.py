"""What can still be read of a journal's file, without touching it.

Everything happens on a copy: opening a file with SQLite already changes what lies beside it.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from inroad.journal import lines
from inroad.journal.migrations import APPLICATION, FORMAT
from inroad.journal.store import in_memory, migrate
from inroad.journal.subjects import tables
from inroad.journal.tables import Table

TRIES = 5


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    """A copy of a journal with its log, in a folder that goes away again.

    Raises:
        OSError: it cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="inroad-") as folder:
        goal = Path(folder) / path.name
        for _ in range(TRIES):
            before = _stamps(path)
            shutil.copyfile(path, goal)
            _beside(goal).unlink(missing_ok=True)
            with suppress(FileNotFoundError):
                shutil.copyfile(_beside(path), _beside(goal))
            if _stamps(path) == before:
                break
        yield goal


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a copy of a journal.

    Raises:
        OSError, sqlite3.Error: it cannot be opened.
    """
    with copied(path) as copy, closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def readable(connection: sqlite3.Connection) -> sqlite3.Connection | None:
    """All rows that can be read, as a journal of today's format in memory; None if that is not even told.

    Args:
        connection: to a copy, which may be damaged.
    """
    try:
        found = _format(connection)
    except sqlite3.Error:
        return None
    if found is None:
        return None
    made = in_memory(until=found)
    for table in tables():
        with suppress(sqlite3.Error):
            _take(connection, made, table)
    migrate(made, found)
    return made


def is_whole(connection: sqlite3.Connection, *, quick: bool = False) -> bool:
    """Whether a copy is a journal that can be read from end to end; ``quick`` passes over its indexes."""
    check = "quick_check" if quick else "integrity_check"
    return _format(connection) is not None and connection.execute(f"PRAGMA {check}(1)").fetchone()[0] == "ok"


def read_whole(connection: sqlite3.Connection, table: Table) -> tuple[int, bool]:
    """Rows of a table that can be read, and whether those are all."""
    rows, whole = _rows(connection, table.name)
    return len(rows), whole


def _format(connection: sqlite3.Connection) -> int | None:
    """The format; None: not that of a journal, or of a newer one."""
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return found if owner == APPLICATION and 0 < found <= FORMAT else None


def _take(connection: sqlite3.Connection, made: sqlite3.Connection, table: Table) -> None:
    known = lines.columns(made, table)
    if not known.names:
        return  # its format did not have it yet
    for row in _rows(connection, table.name)[0]:
        with suppress(sqlite3.Error, KeyError):
            lines.insert(made, table, [row], known)


def _rows(connection: sqlite3.Connection, name: str) -> tuple[list[dict[str, Any]], bool]:
    """From both ends up to the damage, in the order of the file."""
    forth, whole = _until_damage(connection, name, "ASC")
    if whole:
        return forth, True
    back, _ = _until_damage(connection, name, "DESC")
    numbers = {each.pop("rowid_") for each in forth}
    rest = [each for each in reversed(back) if each.pop("rowid_") not in numbers]
    return forth + rest, False


def _until_damage(connection: sqlite3.Connection, name: str, order: str) -> tuple[list[dict[str, Any]], bool]:
    found: list[dict[str, Any]] = []
    try:
        statement = f"SELECT rowid AS rowid_, * FROM {name} ORDER BY rowid {order}"  # noqa: S608
        for row in connection.execute(statement):
            found.append(dict(row))
    except sqlite3.Error as error:
        return found, "no such table" in str(error)
    return found, True


def _beside(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _stamps(path: Path) -> tuple[int, ...]:
    made: tuple[int, ...] = ()
    for each in (path, _beside(path)):
        with suppress(FileNotFoundError):
            found = each.stat()
            made += (found.st_size, found.st_mtime_ns, found.st_ino)
    return made
