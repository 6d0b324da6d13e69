"""Rows of the journal as lines of JSON and back, without loss."""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from inroad.errors import Damaged
from inroad.journal.tables import Row, Table


@dataclass(frozen=True, slots=True)
class Columns:
    """What a table has beside its place in the file."""

    names: tuple[str, ...]
    binary: frozenset[str]


def columns(connection: sqlite3.Connection, table: Table) -> Columns:
    """The columns of a table that are exported, in its own order."""
    found = connection.execute("SELECT name, type FROM pragma_table_info(?)", (table.name,)).fetchall()
    names = tuple(name for name, _ in found if name != table.number)
    return Columns(names, frozenset(name for name, kind in found if kind == "BLOB"))


def rows(connection: sqlite3.Connection, table: Table) -> Iterator[dict[str, Any]]:
    """All rows of a table, always in the same order: that of the log, else by key."""
    known = columns(connection, table)
    order = ", ".join((table.number,) if table.number else table.key)
    listed = ", ".join(known.names)
    for row in connection.execute(f"SELECT {listed} FROM {table.name} ORDER BY {order}"):  # noqa: S608
        yield dict(zip(known.names, row, strict=True))


def to_line(row: Row) -> str:
    """One row; columns with JSON are laid open where nothing of their text is lost by it."""
    return _compact({name: _out(value) for name, value in row.items()})


def from_lines(text: str, known: Columns, name: str) -> Iterator[dict[str, Any]]:
    """The rows that ``to_line`` wrote.

    Raises:
        Damaged: a line is not a row of that table; says which.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _row(line, known, f"{name} line {number}")


def insert(connection: sqlite3.Connection, table: Table, found: Iterable[Row], columns_: Columns) -> None:
    """Add rows as they are."""
    places = ", ".join("?" * len(columns_.names))
    listed = ", ".join(columns_.names)
    connection.executemany(
        f"INSERT INTO {table.name} ({listed}) VALUES ({places})",  # noqa: S608
        ([row[name] for name in columns_.names] for row in found),
    )


def _row(line: str, known: Columns, where: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise _damaged(where, f"is no JSON: {error}") from None
    except RecursionError:
        raise _damaged(where, "is nested too deep for a row") from None
    if not isinstance(value, dict) or set(value) != set(known.names):
        raise _damaged(where, f"does not have the fields {', '.join(known.names)}")
    try:
        return {name: _in(value[name], name in known.binary) for name in known.names}
    except (ValueError, RecursionError) as error:
        raise _damaged(where, str(error)) from None


def _out(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            inner = json.loads(value)
            return inner if _compact(inner) == value else value
        except (ValueError, RecursionError):
            return value
    return value


def _in(value: Any, binary: bool) -> Any:
    if binary and value is not None:
        return base64.b64decode(str(value), validate=True)
    return _compact(value) if isinstance(value, dict | list) else value


def _compact(value: Mapping[str, Any] | list[Any]) -> str:
    return json.dumps(value, separators=(",", ":"))


def _damaged(where: str, what: str) -> Damaged:
    return Damaged(f"{where} {what}", "export the journal again, or mend that line")
