"""How numbers are written, wherever a sentence is made."""

from __future__ import annotations

UNKNOWN = "unknown"


def number(value: float | None) -> str:
    """``1,842``, ``0.5``, or "unknown"."""
    if value is None:
        return UNKNOWN
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.3g}"


def plural(value: int | None, one: str, many: str = "") -> str:
    """``1 paper``, ``2 papers``, ``unknown papers``."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"
