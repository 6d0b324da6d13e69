"""What people type into forms, as values."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from inroad.errors import InputError


def flat(text: str) -> str:
    """The same in one line."""
    return " ".join(text.split())


def day(text: str, today: dt.date) -> dt.date:
    """A day up to today; "" is today.

    Raises:
        InputError: it is no day, or still to come.
    """
    try:
        found = dt.date.fromisoformat(text.strip()) if text.strip() else today
    except ValueError:
        raise InputError(f"{text!r} is no day", f"write it like {today}") from None
    if found > today:
        raise InputError(f"{found} is still to come (days are counted in UTC)", "note it when it is done")
    return found


def number(text: str, name: str) -> float | None:
    """A number; "" is None.

    Raises:
        InputError: it is none.
    """
    try:
        return float(text) if text.strip() else None
    except ValueError:
        raise InputError(f"{name}: {text!r} is no number", "write it like 1234.5") from None


def typed(about: Mapping[str, Any]) -> Mapping[str, str]:
    """What was typed into a form that is shown again; "" for every field that was not."""
    return defaultdict(str, about.get("typed", {}))
