"""Words of the user and of others as Markdown that cannot become something else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from inroad.journal.tables import Row

_MEANT = re.compile(r"([\\`*\[\]<>|])")


def said(text: object) -> str:
    """One line of text; "unknown" for None."""
    if text is None:
        return "unknown"
    plain = "".join(" " if unicodedata.category(each)[0] in "CZ" else each for each in str(text))
    return _MEANT.sub(r"\\\1", " ".join(plain.split()))


def when(stamp: str | None) -> str:
    """A stored moment for people: ``2026-04-02 09:30 UTC``; days stay as they are."""
    if stamp is None:
        return "unknown"
    return f"{stamp[:10]} {stamp[11:16]} UTC" if "T" in stamp else stamp


def item(head: str, *parts: object) -> str:
    """One entry of a list; empty parts are left out."""
    return "- " + " · ".join([head, *(said(each) for each in parts if each not in ("", None))])


def part(title: str, rows: Iterable[str]) -> list[str]:
    """A titled list; nothing without rows."""
    found = list(rows)
    return ["", f"## {title}", "", *found] if found else []


def flag(row: Row) -> str:
    """Whether an entry was taken back."""
    return f"taken back {when(row['undone'])}" if row["undone"] else ""
