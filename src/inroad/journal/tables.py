"""What a subject of the journal says of its tables, so that they are exported and put together with others.

A subject is one file beside this one, with its functions and a ``SUBJECT`` at its end; ``subjects`` lists
them all, and a test fails if a table of the journal belongs to none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]
"""Name of a table to its rows, as they stand in the file."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Events that tell that a row was taken away."""

    room: str
    whats: tuple[str, ...]
    subject: str = ""
    """Of which the columns stand in braces; "": any."""


@dataclass(frozen=True, slots=True)
class Table:
    """How the rows of one table are the same, and what becomes of those that are not."""

    name: str
    key: tuple[str, ...]
    """Columns that say which row it is, in every copy of the journal."""
    number: str = ""
    """Column that only says its place in this file; "": there is none."""
    time: str = ""
    """Column with the moment it is from."""
    fixed: bool = False
    """Rows are only ever added, never changed."""
    newer: bool = False
    """Of two states of a row the later one holds; else a difference is a conflict."""
    aside: tuple[str, ...] = ()
    """Columns in which copies may differ without being in conflict."""
    rivals: tuple[str, ...] = ()
    """Tables in which the same key cannot be as well: the later word holds."""
    gone: Gone | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Some tables that belong together."""

    name: str
    title: str
    tables: tuple[Table, ...]
    """Those that others refer to come first."""
    page: Callable[[Rows], Iterable[str]]
    """Rows as Markdown for people, a line each."""
