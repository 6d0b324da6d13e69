"""What an item's rule answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inroad.types import PlayAnswer, Seen

SHOWN = 3
"""Places that are given for one answer."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, its sentence and where it was seen; for a "no" also what would mend it."""

    answer: PlayAnswer
    found: str
    seen: tuple[Seen, ...] = ()
    repair: str = ""
    minutes: int = 0


def yes(found: str, seen: Iterable[Seen] = ()) -> Answered:
    """It is there."""
    return Answered("yes", found, tuple(seen)[:SHOWN])


def no(found: str, repair: str, minutes: int, seen: Iterable[Seen] = ()) -> Answered:
    """It is not there, and this would mend it."""
    return Answered("no", found, tuple(seen)[:SHOWN], repair, minutes)


def unknown(found: str, seen: Iterable[Seen] = ()) -> Answered:
    """It cannot be told."""
    return Answered("could not tell", found, tuple(seen)[:SHOWN])


def several(count: int, one: str, many: str = "") -> str:
    """``1 file``, ``2 files``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
