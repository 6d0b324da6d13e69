"""Two journals put together, row by row, by ids that are the same in both.

A row that is not here is added, unless it was taken away here since.  One that is here alike is left alone.
Of two states the later one holds where a table says so; all else that differs is a conflict: ours stays,
unless the other side was asked for, and it is told either way.  Logs stay in the order of their times.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from inroad.journal import lines
from inroad.journal.subjects import tables
from inroad.journal.tables import Row, Table
from inroad.types import MergeConflict, MergedTable

Key = tuple[Any, ...]


def merge(
    source: sqlite3.Connection, goal: sqlite3.Connection, *, theirs: bool = False
) -> tuple[tuple[MergedTable, ...], tuple[MergeConflict, ...]]:
    """Put the rows of ``source`` into ``goal``, within the change that ``goal`` is making.

    Args:
        source: a journal of today's format.
        goal: the same.
        theirs: in a conflict, take the row of ``source``; logs are never changed.
    """
    goal.execute("PRAGMA defer_foreign_keys = ON")
    done = [_Merging(source, goal, table, theirs) for table in tables()]
    for each in done:
        each.run()
    return tuple(each.counted() for each in done), tuple(c for each in done for c in each.conflicts)


@dataclass(slots=True)
class _Merging:
    """One table."""

    source: sqlite3.Connection
    goal: sqlite3.Connection
    table: Table
    theirs: bool
    counts: Counter[str] = field(default_factory=Counter)
    conflicts: list[MergeConflict] = field(default_factory=list)

    def run(self) -> None:
        ours = {self._key(row): row for row in lines.rows(self.goal, self.table)}
        new = []
        for row in lines.rows(self.source, self.table):
            self.counts["read"] += 1
            what = self._judge(row, ours.get(self._key(row)))
            self.counts[what] += 1
            if what == "added":
                new.append(row)
            elif what == "renewed" or (what == "conflicts" and self.conflicts[-1].taken):
                self._remove(self.table.name, row)
                new.append(row)
        self._add(new, list(ours.values()))

    def counted(self) -> MergedTable:
        names = ("read", "added", "same", "renewed", "older", "conflicts")
        return MergedTable(self.table.name, *(self.counts[name] for name in names))

    # -- judging ------------------------------------------------------------------------------------

    def _judge(self, row: Row, here: Row | None) -> str:
        if here is None:
            return self._judge_new(row)
        differs = tuple(n for n in row if row[n] != here[n] and n not in self.table.aside)
        if not differs:
            return "same"
        time = self.table.time
        if self.table.newer and row[time] != here[time]:
            return "renewed" if row[time] > here[time] else "older"
        taken = self.theirs and not self.table.fixed
        self.conflicts.append(MergeConflict(self.table.name, self._name(row), differs, taken))
        return "conflicts"

    def _judge_new(self, row: Row) -> str:
        if self._gone_since(row):
            return "older"
        for rival in self.table.rivals:
            column = _time_of(rival)
            held = self._where(f"SELECT {column} FROM {rival}", row)  # noqa: S608
            if held and held[0] >= row[self.table.time]:
                return "older"
            if held:
                self._remove(rival, row)
        return "added"

    def _gone_since(self, row: Row) -> bool:
        gone = self.table.gone
        if gone is None:
            return False
        subject = gone.subject.format(**row) or None
        marks = ", ".join("?" * len(gone.whats))
        found = self.goal.execute(
            f"SELECT max(at) FROM events WHERE room = ? AND what IN ({marks}) "  # noqa: S608
            "AND subject = coalesce(?, subject)",
            (gone.room, *gone.whats, subject),
        ).fetchone()[0]
        return found is not None and found > row[self.table.time]

    # -- writing ------------------------------------------------------------------------------------

    def _add(self, new: list[dict[str, Any]], ours: Sequence[Row]) -> None:
        known = lines.columns(self.goal, self.table)
        last = max((row[self.table.time] for row in ours), default="") if self.table.number else ""
        if new and self.table.number and any(row[self.table.time] < last for row in new):
            self._rewrite([*ours, *new], known)
        else:
            lines.insert(self.goal, self.table, new, known)

    def _rewrite(self, rows: list[Row], known: lines.Columns) -> None:
        """A log anew, in the order of times; those of one second stay as they came."""
        triggers = self.goal.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? ORDER BY name",
            (self.table.name,),
        ).fetchall()
        for name, _ in triggers:
            self.goal.execute(f"DROP TRIGGER {name}")
        self.goal.execute(f"DELETE FROM {self.table.name}")  # noqa: S608
        self.goal.execute("DELETE FROM sqlite_sequence WHERE name = ?", (self.table.name,))
        lines.insert(self.goal, self.table, sorted(rows, key=lambda row: str(row[self.table.time])), known)
        for _, sql in triggers:
            self.goal.execute(sql)

    def _remove(self, table: str, row: Row) -> None:
        self._where(f"DELETE FROM {table}", row)  # noqa: S608

    def _where(self, statement: str, row: Row) -> Any:
        same = " AND ".join(f"{name} = ?" for name in self.table.key)
        return self.goal.execute(f"{statement} WHERE {same}", self._key(row)).fetchone()

    def _key(self, row: Row) -> Key:
        return tuple(row[name] for name in self.table.key)

    def _name(self, row: Row) -> str:
        return ":".join(map(str, self._key(row)))


def _time_of(name: str) -> str:
    return next(table.time for table in tables() if table.name == name)
