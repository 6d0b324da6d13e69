"""What the sources that answer in JSON share: reading an answer safely, and the small values inside it.

Servers send error pages, answers cut in the middle and fields of another type than yesterday.  A wrong
field is unknown; an answer that is none is :class:`Unreadable`.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import orjson

from inroad.errors import SourceError

Record = dict[str, Any]


class Unreadable(SourceError):
    """An answer that is not what this service gives."""

    def __init__(self, why: str) -> None:
        super().__init__(f"the answer cannot be read ({why})", "run the same command again later")


def record(data: bytes) -> Record:
    """An answer that is one object."""
    found = _json(data)
    if not isinstance(found, dict):
        raise Unreadable("it is no JSON object")
    return found


def records(data: bytes) -> list[Record]:
    """An answer that is a list of objects; anything else in it is left out."""
    found = _json(data)
    if not isinstance(found, list):
        raise Unreadable("it is no JSON list")
    return [item for item in found if isinstance(item, dict)]


def _json(data: bytes) -> object:
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise Unreadable(f"it is no JSON: {str(error)[:80]}") from error


def number(value: object) -> int | None:
    """A count; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 2**53:
        return None
    return int(value)


def text(value: object, most: int = 300) -> str | None:
    """Words on one line, cut after ``most`` characters; None where there are none."""
    words = " ".join(value[: 4 * most].split())[:most] if isinstance(value, str) else ""
    return words or None


def texts(value: object, most: int = 50) -> tuple[str, ...] | None:
    """A list of words; None where it is no list."""
    if not isinstance(value, list):
        return None
    return tuple(words for item in value[:most] if (words := text(item, 100)))


def part(value: object) -> Record:
    """An object inside another; empty where it is none."""
    return value if isinstance(value, dict) else {}


def moment(value: object) -> dt.datetime | None:
    """An ISO time in UTC."""
    if not isinstance(value, str) or not re.match(r"\d{4}-\d\d-\d\d", value):
        return None
    try:
        found = dt.datetime.fromisoformat(value)
    except ValueError:
        return None
    return found.astimezone(dt.UTC) if found.tzinfo else found.replace(tzinfo=dt.UTC)


def day(value: object) -> str | None:
    """The day of an ISO time, as text."""
    found = moment(value)
    return found.date().isoformat() if found else None
