"""The journal's file: opened when needed, brought to this format, backed up, shared by several processes.

Promised:

- *reading never writes*: a missing journal reads as an empty one and is not made; one of an older format is
  read through a copy in memory.
- *a change is whole or not there*, also when the process is killed or the disk is full.
- *one writer at a time*; a second one waits, then is told so.
- *a backup* is made before the first change of a day, before the format changes and before another journal
  is taken in (:mod:`inroad.journal.backups` says how long they stay).
- *nothing is guessed*: a damaged file, a file of another program, a newer format and a journal that is gone
  although its backups are there are refused, with the way out.
"""

from __future__ import annotations

import datetime as dt
import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from inroad.config import Config
from inroad.errors import Damaged, Locked, StoreError
from inroad.journal import wal
from inroad.journal.backups import Backups
from inroad.journal.migrations import APPLICATION, FORMAT, MIGRATIONS
from inroad.journal.records import digest

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
        self.copies = Backups(path.with_name(f"{path.stem}-backups"), path.stem)
        self.backups = self.copies.folder
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
    def writing(self, now: dt.datetime, backup: str = "") -> Iterator[sqlite3.Connection]:
        """A connection whose changes are kept together when the block ends well, else not at all.

        Args:
            now: the moment of the change, which dates the backup.
            backup: name of one more backup to make first; "": that of the day is enough.

        Raises:
            Locked: another process has been writing for too long.
            Damaged, StoreError: as for ``reading``, or nothing can be written there.
        """
        with self.alone():
            self._check_present()
            self._check_log()
            with closing(self._connect("rwc")) as connection:
                self._prepare(connection, now)
                if backup:
                    self.copies.make(connection, backup)
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                except BaseException:
                    connection.rollback()
                    raise
                connection.commit()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else writes to the journal meanwhile; what goes wrong is told in our words."""
        from filelock import FileLock, Timeout  # only writers need it

        with self._told():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.path.with_name(self.path.name + ".lock"), timeout=self._patience)
            try:
                lock.acquire()
            except Timeout:
                raise self._busy() from None
            try:
                yield
            finally:
                lock.release()

    # -- opening ----------------------------------------------------------------------------------

    def _reader(self) -> sqlite3.Connection:
        self._check_present()
        if not self.exists:
            return in_memory()
        connection = self._open_readable()
        try:
            if self._format(connection) == FORMAT:
                return connection
            copy = in_memory(connection, self._format(connection))
        except BaseException:
            connection.close()
            raise
        connection.close()
        return copy

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

    def _prepare(self, connection: sqlite3.Connection, now: dt.datetime) -> None:
        """Bring the file to today's format; back it up before that and before the day's first change."""
        found = self._format(connection)
        if found == 0:
            connection.execute("PRAGMA journal_mode = WAL")
        else:
            self._check_whole(connection)
            name = now.astimezone(dt.UTC).date().isoformat()
            self.copies.make(connection, f"{name}-before-format-{FORMAT}" if found < FORMAT else name)
        # A change that was reported as done must survive a power cut.
        connection.execute("PRAGMA synchronous = FULL")
        migrate(connection, found)

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
        if self.copies.all():
            state = "empty" if self.exists else "gone"
            raise Damaged(f"the journal {self.path} is {state}, but there are backups of it", self._way_out())

    def _check_log(self) -> None:
        """SQLite would drop changes behind a torn page of its log without a word, and for ever."""
        try:
            data = self.path.with_name(self.path.name + "-wal").read_bytes()
        except FileNotFoundError:
            return
        if wal.inspect(data).lost:
            raise Damaged(f"the last changes of the journal {self.path} are torn", self._way_out())

    def _check_whole(self, connection: sqlite3.Connection) -> None:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(found)

    def _way_out(self) -> str:
        found = self.copies.all()
        if found:
            return (
                f"`inroad doctor` tells what is left; the last copy is {found[-1].path}, "
                f"and `inroad journal restore {found[-1].name}` puts it in its place"
            )
        return "`inroad doctor` tells what is left; there is no backup yet: move the file away to begin anew"

    # -- others and failures ----------------------------------------------------------------------

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
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                raise self._full() from None
            raise StoreError(
                f"cannot use the journal {self.path} ({reason})", "make its folder writable"
            ) from None

    def _refused(self, error: sqlite3.OperationalError) -> StoreError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return self._busy()
        if code == sqlite3.SQLITE_FULL:
            return self._full()
        if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            return StoreError(f"cannot use the journal {self.path} ({error})", "make its folder writable")
        if code == sqlite3.SQLITE_IOERR:
            return StoreError(
                f"the journal {self.path} cannot be read or written ({error}), so nothing was changed",
                "look whether the disk is full or failing, then run it again",
            )
        if "unsupported file format" in str(error):  # a few bytes of its head tell a format that is none
            return Damaged(f"the journal {self.path} is damaged ({error})", self._way_out())
        raise error

    def _full(self) -> StoreError:
        return StoreError(
            f"no space left for the journal {self.path}, so nothing was changed",
            "free some, then run it again",
        )

    def _busy(self) -> Locked:
        return Locked("another process is writing to the journal", "wait until it is done, then run it again")


def open_journal(config: Config) -> Journal:
    """The journal of a home; nothing is read, written or made yet."""
    return Journal(config.journal)


def in_memory(
    source: sqlite3.Connection | None = None, found: int = 0, until: int | None = None
) -> sqlite3.Connection:
    """A copy in memory, in today's format or the one asked for.

    Args:
        source: what to copy; None: nothing, an empty one is made.
        found: its format.
        until: format of the copy; None: today's.
    """
    copy = sqlite3.connect(":memory:", isolation_level=None)
    copy.row_factory = sqlite3.Row
    if source is not None:
        source.backup(copy)
    migrate(copy, found, until)
    return copy


def migrate(connection: sqlite3.Connection, found: int, until: int | None = None) -> None:
    """From format ``found`` to today's, or to ``until``; whole or not at all."""
    goal = FORMAT if until is None else until
    if found >= goal:
        return
    connection.create_function("digest", -1, digest, deterministic=True)
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in (each for step in MIGRATIONS[found:goal] for each in step):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {goal}")
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
