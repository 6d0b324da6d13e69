"""What may stand behind the colon of a field, and what is said if it may not."""

from __future__ import annotations

import datetime as dt
import re

_DAY = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?", re.ASCII)
_HOW = 'write {0}:WORD or {0}:"SEVERAL WORDS"'
_DAYS = "write a day like 2024-03-31, 2024-03 or 2024"
_REFUSED = {
    "after": ("after: needs a day", _DAYS),
    "before": ("before: needs a day", _DAYS),
    "year": ("year: needs a year", "write year:2024"),
    "has": ("has: knows only code", "write has:code"),
}


def refusal(name: str) -> tuple[str, str]:
    """What is wrong with the value of a field, and what to write instead."""
    return _REFUSED.get(name, (f"{name}: has no value", _HOW.format(name)))


def says(text: str) -> bool:
    """Whether a text has a letter or digit."""
    return any(map(str.isalnum, text))


def checked(name: str, said: str) -> str | None:
    """The value in its canonical form, None if the field cannot have it."""
    if name == "has":
        return said.lower() if said.lower() == "code" else None
    if name == "year":
        return said if re.fullmatch(r"[12]\d{3}", said, re.ASCII) else None
    if name in ("after", "before"):
        return _first_day(said)
    return said if says(said) else None


def _first_day(said: str) -> str | None:
    found = _DAY.fullmatch(said)
    try:
        return found and dt.date(int(found[1]), int(found[2] or 1), int(found[3] or 1)).isoformat()
    except ValueError:
        return None
