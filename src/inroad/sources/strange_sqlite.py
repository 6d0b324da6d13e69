"""Somebody else's SQLite file, opened so that nothing in it can run for ever or grow without bound.

A file may hold views, triggers and computed columns: programs that run when a table is read.  One that counts
without end would hang whoever opens it, one line of it can ask for gigabytes.
"""

from __future__ import annotations

import sqlite3

LONGEST = 64 * 2**20
"""Bytes of one value."""
MOST_STEPS = 2_000_000_000
"""Steps of SQLite's machine; a library of fifty thousand papers takes some hundred million."""
_EVERY = 1_000_000


def bounded(connection: sqlite3.Connection, most_steps: int = MOST_STEPS) -> sqlite3.Connection:
    """The same connection within bounds; what goes beyond them is a ``sqlite3.OperationalError``."""
    left = most_steps // _EVERY

    def spent() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    connection.execute("PRAGMA trusted_schema=OFF")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    connection.set_progress_handler(spent, _EVERY)
    return connection


def programs(connection: sqlite3.Connection, *names: str) -> tuple[str, ...]:
    """Views, triggers and virtual tables in a file; of ``names`` only, if some are given."""
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('view', 'trigger') OR sql LIKE 'CREATE VIRTUAL%'"
    )
    wanted = {name.lower() for name in names}
    return tuple(sorted(str(name) for (name,) in found if not names or str(name).lower() in wanted))
