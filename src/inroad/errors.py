"""One tree of expected failures; every message says what is wrong and what to do.

InroadError
├── InputError        a file, query or argument that cannot be used
│   ├── QueryError    a query that cannot be read; points at the character
│   └── NotFound      nothing of that name; carries near names
├── StoreError        something on disk
│   ├── Locked        another process is writing
│   ├── Damaged       a file is not what it should be
│   └── NoAtlas       nothing was built here yet
└── SourceError       the outside world did not answer as it should
    └── Throttled     it asked us to wait longer than we are willing to
"""

from __future__ import annotations

import unicodedata


class InroadError(Exception):
    """Base of all expected failures.

    Args:
        problem: what is wrong, one sentence without full stop.
        remedy: what to do, one sentence without full stop.
    """

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(problem, remedy)
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.problem}: {self.remedy}" if self.remedy else self.problem


class InputError(InroadError):
    """A file, query or argument that cannot be used."""


class QueryError(InputError):
    """A query that cannot be read; ``position`` is that of a character in ``query``."""

    def __init__(self, problem: str, remedy: str, query: str, position: int) -> None:
        super().__init__(problem, remedy)
        self.args = (problem, remedy, query, position)
        self.query = query
        self.position = position

    @property
    def pointer(self) -> tuple[str, str]:
        """The part of the query around the position, and a caret below the character."""
        start = max(0, self.position - _AROUND)
        before, after = self.query[start : self.position], self.query[self.position : self.position + _AROUND]
        lead, tail = "…" * (start > 0), "…" * (self.position + _AROUND < len(self.query))
        return f"{lead}{before}{after}{tail}", " " * (len(lead) + _columns(before)) + "^"

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *self.pointer])


_AROUND = 30


def _columns(text: str) -> int:
    """Columns that a terminal needs: two for a wide letter, none for a mark above one."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)


class NotFound(InputError):
    """Nothing of that name; ``near`` holds names that come close."""

    def __init__(self, problem: str, remedy: str = "", near: tuple[str, ...] = ()) -> None:
        super().__init__(problem, remedy)
        self.near = near


class StoreError(InroadError):
    """Something on disk could not be read or written."""


class Locked(StoreError):
    """Another process is writing to this home."""


class Damaged(StoreError):
    """A file is not what it should be."""


class NoAtlas(StoreError):
    """Nothing was built here yet."""


class SourceError(InroadError):
    """The outside world did not answer as it should."""


class Throttled(SourceError):
    """A server asked us to wait longer than we are willing to."""
