"""Copies of the journal beside it: whole files with a day in their name, and the rule by which they go.

Kept are the last backup of each of the last 7 days, 4 weeks and 12 months *that have one*, so that a long
absence or a clock that jumps empties nothing; the last ten from before something larger (a restore, a
journal taken in); and all from before a change of format.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

DAYS, WEEKS, MONTHS, BEFORE = 7, 4, 12, 10


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy."""

    path: Path
    name: str
    """The day, and what it was made before."""
    day: dt.date
    before: str
    """``format-4``, ``import-093000``; "": the first change of its day."""


class Backups:
    """The copies of one journal.

    Args:
        folder: where they lie; made with the first.
        stem: how their names begin.
    """

    def __init__(self, folder: Path, stem: str) -> None:
        self.folder, self.stem = folder, stem
        self._pattern = re.compile(
            rf"{re.escape(stem)}-((\d{{4}}-\d\d-\d\d)(?:-before-([a-z]+-\d+))?)\.sqlite3", re.ASCII
        )

    def all(self) -> list[Backup]:
        """Every copy, the oldest first; of one day, that before its first change is the oldest."""
        found = [made for path in self.folder.glob(f"{self.stem}-*.sqlite3") if (made := self._read(path))]
        return sorted(found, key=lambda each: (each.day, each.before != "", each.name))

    def path(self, name: str) -> Path:
        """Where a copy of that name lies."""
        return self.folder / f"{self.stem}-{name}.sqlite3"

    def make(self, connection: sqlite3.Connection, name: str) -> Path:
        """Copy what ``connection`` sees, unless there is one of that name; forget old ones."""
        goal = self.path(name)
        if goal.exists():
            return goal
        self.folder.mkdir(exist_ok=True)
        part = goal.with_name(goal.name + ".part")
        try:
            for left in self.folder.glob("*.part"):  # by one that was killed; nobody else writes now
                left.unlink()
            with closing(sqlite3.connect(part)) as copy:
                connection.backup(copy)
                # One file that stands for itself, wherever it is copied to.
                copy.execute("PRAGMA journal_mode = DELETE")
            part.replace(goal)
        finally:
            # On a full disk, half a copy would keep others from being written.
            part.unlink(missing_ok=True)
        self._forget(goal)
        return goal

    def _forget(self, newest: Path) -> None:
        """Delete what the rule does not keep; never the one just made, whatever the clock said before."""
        found = self.all()
        daily = [each for each in found if not each.before]
        staying = kept({each.day for each in daily})
        others = [each for each in found if each.before and not each.before.startswith("format-")]
        gone = [each for each in daily if each.day not in staying] + others[:-BEFORE]
        for each in gone:
            if each.path != newest:
                each.path.unlink(missing_ok=True)

    def _read(self, path: Path) -> Backup | None:
        found = self._pattern.fullmatch(path.name)
        try:
            return Backup(path, found[1], dt.date.fromisoformat(found[2]), found[3] or "") if found else None
        except ValueError:
            return None


def kept(days: Collection[dt.date]) -> set[dt.date]:
    """Which of some days' backups stay: the last of each of the last days, weeks and months there are."""
    parts: tuple[tuple[int, Callable[[dt.date], object]], ...] = (
        (DAYS, lambda day: day),
        (WEEKS, lambda day: day.isocalendar()[:2]),
        (MONTHS, lambda day: (day.year, day.month)),
    )
    staying: set[dt.date] = set()
    for most, part in parts:
        last = {part(day): day for day in sorted(days)}
        staying |= set(sorted(last.values())[-most:])
    return staying
