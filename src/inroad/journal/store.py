"""The journal's file: opened when needed, brought to this format, backed up, shared by several processes.

Promised:

- *reading never writes*: a missing journal reads as an empty one and is not made; one of an older format is
  read through a copy in memory.
- *a change is whole or not there*, also when the process is killed or the disk is full.
- *one writer at a time*; a second one waits, then is told so.
- *a backup* is made before the first change of a day and before the format changes.  The last
  ``KEPT`` of a day are kept, and all from before a change of format.
- *nothing is guessed*: a damaged file, a file of another program, a newer format and a journal that is gone
  although its backups are there are refused, with the way out.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from inroad.config import Config
from inroad.errors import Damaged, Locked, StoreError
from inroad.journal.migrations import APPLICATION, FORMAT, MIGRATIONS

KEPT = 10
"""Daily backups that stay."""
PATIENCE = 20.0
"""Seconds to wait for another process that is writing."""


class Journal:
    """The journal of one home.

    Args:
        path: the SQLite file; its folder is made with the first change.
        patience: seconds to wait for another writer.
    """

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self.path = path
        self.backups = path.with_name(f"{path.stem}-backups")
        self._patience = patience

    @property
    def exists(self) -> bool:
        """Whether anything was ever written down here."""
        return self.path.exists()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the journal and cannot change it.

        Raises:
            Damaged: the file cannot be read, or is gone although there are backups.
            StoreError: it is of a newer format or of another program.
        """
        with self._told(), closing(self._reader()) as connection:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def writing(self, now: dt.datetime) -> Iterator[sqlite3.Connection]:
        """A connection whose changes are kept together when the block ends well, else not at all.

        Args:
            now: the moment of the change, which dates the backup.

        Raises:
            Locked: another process has been writing for too long.
            Damaged, StoreError: as for ``reading``, or nothing can be written there.
        """
        with self._told(), self._alone():
            self._check_present()
            with closing(self._connect("rwc")) as connection:
                self._prepare(connection, now)
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                except BaseException:
                    connection.rollback()
                    raise
                connection.commit()

    # -- opening ----------------------------------------------------------------------------------

    def _reader(self) -> sqlite3.Connection:
        self._check_present()
        if not self.exists:
            return self._in_memory(None)
        connection = self._open_readable()
        if self._format(connection) == FORMAT:
            return connection
        with closing(connection):
            return self._in_memory(connection)

    def _open_readable(self) -> sqlite3.Connection:
        connection = self._connect("rw")
        try:
            connection.execute("PRAGMA schema_version").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            # A folder that cannot be written to has no place for SQLite's helper files; then nobody else
            # can be writing either, unless one of them is there.
            if self.path.with_name(self.path.name + "-wal").exists():
                raise
            connection = self._connect("ro&immutable=1")
        return connection

    def _connect(self, mode: str) -> sqlite3.Connection:
        address = f"{self.path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=self._patience)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    def _in_memory(self, source: sqlite3.Connection | None) -> sqlite3.Connection:
        """A copy in today's format; an empty one without ``source``."""
        copy = sqlite3.connect(":memory:", isolation_level=None)
        copy.row_factory = sqlite3.Row
        if source is not None:
            source.backup(copy)
        _migrate(copy, self._format(copy))
        return copy

    def _prepare(self, connection: sqlite3.Connection, now: dt.datetime) -> None:
        """Bring the file to today's format; back it up before that and before the day's first change."""
        found = self._format(connection)
        if found == 0:
            connection.execute("PRAGMA journal_mode = WAL")
        else:
            self._check_whole(connection)
            name = now.astimezone(dt.UTC).date().isoformat()
            self._back_up(connection, f"{name}-before-format-{FORMAT}" if found < FORMAT else name)
        # A change that was reported as done must survive a power cut.
        connection.execute("PRAGMA synchronous = FULL")
        _migrate(connection, found)

    # -- checks -----------------------------------------------------------------------------------

    def _format(self, connection: sqlite3.Connection) -> int:
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])
        owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if (found, owner, tables) == (0, 0, 0):
            return 0
        if owner != APPLICATION:
            raise StoreError(
                f"{self.path} is not a journal of Inroad", "move it away, or choose another home"
            )
        if found > FORMAT:
            raise StoreError(
                f"the journal {self.path} has format {found}, this program knows up to {FORMAT}",
                "use the newer version of Inroad that wrote it",
            )
        return found

    def _check_present(self) -> None:
        """An empty or missing journal beside backups is a loss, not a beginning."""
        if self.exists and self.path.stat().st_size:
            return
        if any(self.backups.glob("*.sqlite3")):
            state = "empty" if self.exists else "gone"
            raise Damaged(f"the journal {self.path} is {state}, but there are backups of it", self._way_out())

    def _check_whole(self, connection: sqlite3.Connection) -> None:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(found)

    def _way_out(self) -> str:
        found = sorted(self.backups.glob("*.sqlite3"))
        if found:
            return (
                f"put the last good copy, for example {found[-1]}, in its place, "
                f"or move {self.backups} away to begin anew"
            )
        return "there is no backup yet: move the file away to begin anew"

    # -- backups ----------------------------------------------------------------------------------

    def _back_up(self, connection: sqlite3.Connection, name: str) -> None:
        goal = self.backups / f"{self.path.stem}-{name}.sqlite3"
        if goal.exists():
            return
        self.backups.mkdir(exist_ok=True)
        part = goal.with_name(goal.name + ".part")
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part)) as copy:
            connection.backup(copy)
            # One file that stands for itself, wherever it is copied to.
            copy.execute("PRAGMA journal_mode = DELETE")
        part.replace(goal)
        self._forget(goal)

    def _forget(self, newest: Path) -> None:
        """Delete the oldest daily backups; never the one just made, whatever the clock said before."""
        daily = sorted(self.backups.glob(f"{self.path.stem}-????-??-??.sqlite3"))
        for path in [each for each in daily if each != newest][: max(0, len(daily) - KEPT)]:
            path.unlink(missing_ok=True)

    # -- others and failures ----------------------------------------------------------------------

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.path.with_name(self.path.name + ".lock"), timeout=self._patience)
        try:
            with lock:
                yield
        except Timeout:
            raise self._busy() from None

    @contextmanager
    def _told(self) -> Iterator[None]:
        """SQLite's and the system's failures in our words."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise self._refused(error) from None
        except sqlite3.IntegrityError:
            raise  # a mistake in this program, not in the file
        except sqlite3.DatabaseError as error:
            raise Damaged(f"the journal {self.path} is damaged ({error})", self._way_out()) from None
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise StoreError(
                f"cannot use the journal {self.path} ({reason})", "make its folder writable"
            ) from None

    def _refused(self, error: sqlite3.OperationalError) -> StoreError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return self._busy()
        if code == sqlite3.SQLITE_FULL:
            return StoreError(f"no space left for the journal {self.path}", "free some, then run it again")
        if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
            return StoreError(f"cannot use the journal {self.path} ({error})", "make its folder writable")
        raise error

    def _busy(self) -> Locked:
        return Locked("another process is writing to the journal", "wait until it is done, then run it again")


def open_journal(config: Config) -> Journal:
    """The journal of a home; nothing is read, written or made yet."""
    return Journal(config.journal)


def _migrate(connection: sqlite3.Connection, found: int) -> None:
    """From format ``found`` to today's, whole or not at all."""
    if found == FORMAT:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in (each for step in MIGRATIONS[found:] for each in step):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
