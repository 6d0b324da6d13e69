"""A long table of methods in the order and the part that a reader wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from inroad.types import FieldMethod

PAGE = 200
"""Rows of a page."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: by which field it is ordered, its head, and whether large numbers come first."""

    name: str
    head: str
    falling: bool = True


COLUMNS = (
    Column("name", "Method", falling=False),
    Column("first_seen", "Introduced"),
    Column("problem", "Problem", falling=False),
    Column("papers", "Papers"),
    Column("by_others", "By others"),
    Column("recent", "12 months"),
    Column("builds_on", "Build on"),
    Column("applies", "Apply"),
    Column("compares", "Compare"),
    Column("has_code", "Code"),
)
USUAL = "-papers"


@dataclass(frozen=True, slots=True)
class Ordered:
    """One page of the table."""

    sort: str
    find: str
    rows: tuple[FieldMethod, ...]
    start: int
    found: int
    """Rows that have the words looked for."""
    of: int

    @property
    def before(self) -> int | None:
        """Where the page before begins."""
        return max(self.start - PAGE, 0) if self.start else None

    @property
    def after(self) -> int | None:
        """Where the next page begins."""
        return self.start + PAGE if self.start + PAGE < self.found else None

    def link(self, column: Column) -> str:
        """What to sort by on a click: the other way round if it is sorted by this already."""
        usual = f"-{column.name}" if column.falling else column.name
        return usual if self.sort != usual else usual.lstrip("-") if column.falling else f"-{usual}"

    def direction(self, column: Column) -> str:
        """For ``aria-sort``."""
        if self.sort.lstrip("-") != column.name:
            return "none"
        return "descending" if self.sort.startswith("-") else "ascending"


def ordered(
    methods: Sequence[FieldMethod], sort: str = USUAL, find: str = "", start: int = 0, most: int = PAGE
) -> Ordered:
    """The rows that have all words of ``find`` in name, id or problem, sorted; unknown values come last."""
    name = sort.lstrip("-")
    if name not in {column.name for column in COLUMNS}:
        sort, name = USUAL, USUAL.lstrip("-")
    words = find.lower().split()
    found = [each for each in methods if all(word in _text(each) for word in words)]
    known = [each for each in found if getattr(each, name) is not None]
    known.sort(key=lambda each: each.method_id)
    known.sort(key=lambda each: _key(each, name), reverse=sort.startswith("-"))
    unknown = [each for each in found if getattr(each, name) is None]
    rows = (known + unknown)[start : start + most]
    return Ordered(sort, find, tuple(rows), start, len(found), len(methods))


def _text(each: FieldMethod) -> str:
    return f"{each.name} {each.method_id} {each.problem or ''}".lower()


def _key(each: FieldMethod, name: str) -> Any:
    value = getattr(each, name)
    return value.lower() if isinstance(value, str) else value
