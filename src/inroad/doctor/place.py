"""One place of a home, and the findings that all checks make."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from inroad.config import Config
from inroad.errors import InroadError
from inroad.types import Finding

MEND = "`inroad doctor --mend`"


@dataclass(frozen=True, slots=True)
class Sight:
    """What is looked at, and when."""

    config: Config
    now: dt.datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Something in a home that can be damaged."""

    name: str
    look: Callable[[Sight], Iterator[Finding]]
    """Reads all of it and changes nothing."""
    mend: Callable[[Sight, Callable[[str, int, int | None], None]], Iterator[str]] | None = None
    """Does what can be done, and says what; None: only the user can."""


def fine(subject: str, said: str) -> Finding:
    """All is well."""
    return Finding("ok", subject, said, "")


def noted(subject: str, said: str, remedy: str = "", *, mends: bool = False) -> Finding:
    """Nothing is damaged, but it should be known."""
    return Finding("note", subject, said, remedy, mends=mends)


def damaged(subject: str, said: str, means: str, remedy: str, *, mends: bool = True) -> Finding:
    """Something is not what was written."""
    return Finding("damaged", subject, said, remedy, means, mends)


def refused(subject: str, error: InroadError) -> Finding:
    """It is not for this program, or not for this user."""
    return Finding("refused", subject, error.problem, error.remedy)


def unreadable(subject: str, error: OSError) -> Finding:
    """The system lets nobody in."""
    reason = (error.strerror or str(error)).lower()
    where = f"{error.filename} " if error.filename else "it "
    return Finding("refused", subject, f"{where}cannot be read ({reason})", "give yourself access to it")


def some(names: list[str], most: int = 3) -> str:
    """A few names, and how many more."""
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + rest
