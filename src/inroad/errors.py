"""One tree of expected failures; every message says what is wrong and what to do.

InroadError
├── InputError        a file, query or argument that cannot be used
│   └── NotFound      nothing of that name; carries near names
├── StoreError        something on disk
│   ├── Locked        another process is writing
│   ├── Damaged       a file is not what it should be
│   └── NoAtlas       nothing was built here yet
└── SourceError       the outside world did not answer as it should
    └── Throttled     it asked us to wait longer than we are willing to
"""

from __future__ import annotations


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
