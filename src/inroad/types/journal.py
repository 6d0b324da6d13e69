"""The journal as a whole: written out, taken in, looked after."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SubjectCount:
    """How much of one subject there is."""

    subject: str
    rows: int


@dataclass(frozen=True, slots=True)
class JournalExport:
    """The answer of ``inroad export journal``."""

    folder: str
    format: int
    """The journal's format."""
    subjects: tuple[SubjectCount, ...]


@dataclass(frozen=True, slots=True)
class MergedTable:
    """What became of the rows of one table."""

    table: str
    read: int
    added: int
    same: int
    """Here already, alike."""
    renewed: int
    """A later state took the place of ours."""
    older: int
    """Ours is later, or was taken back since; left as it is."""
    conflicts: int


@dataclass(frozen=True, slots=True)
class MergeConflict:
    """A row that says one thing here and another there."""

    table: str
    key: str
    differs: tuple[str, ...]
    """Columns that differ; at most one side holds, so one has to say which."""
    taken: bool
    """The imported one holds now; else ours does."""


@dataclass(frozen=True, slots=True)
class JournalImport:
    """The answer of ``inroad import journal``."""

    source: str
    dry_run: bool
    """Nothing was written."""
    tables: tuple[MergedTable, ...]
    conflicts: tuple[MergeConflict, ...]
    backup: str | None
    """Copy of what was here before; None: there was nothing, or nothing was written."""


@dataclass(frozen=True, slots=True)
class JournalBackup:
    """A copy of the journal as it was."""

    name: str
    """What ``inroad journal restore`` takes."""
    path: str
    until: dt.datetime | None
    """The last thing that it knows of; None: cannot be told."""
    whole: bool
    """Whether it can be read from end to end."""
    lost: int | None
    """Rows of today's journal that it does not have; None: today's cannot be read so far."""
    lost_subjects: tuple[SubjectCount, ...] = ()
    """The same by subject."""


@dataclass(frozen=True, slots=True)
class BackupsReport:
    """The answer of ``inroad journal backups``."""

    journal: str
    backups: tuple[JournalBackup, ...]
    """The latest first."""


@dataclass(frozen=True, slots=True)
class JournalRestore:
    """The answer of ``inroad journal restore``."""

    backup: str
    aside: str | None
    """Where the file lies that was in its place; None: there was none."""
    lost: int | None
    """Rows that could still be read and are not in the backup; None: cannot be told."""
    kept: int
    """Rows that were taken over from the damaged file."""
