"""Options that several commands share, so that they read and mean the same everywhere."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Annotated

import typer


def read_day(text: str) -> dt.date:
    """``2024-01-31`` as a day."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it like 2024-01-31") from None


def read_horizon(text: str) -> int:
    """``180d``, ``26w``, ``6m`` or ``1y`` as days."""
    found = re.fullmatch(r"(\d{1,4})([dwmy])", text.strip().lower())
    days = round(int(found[1]) * _DAYS[found[2]]) if found else 0
    if not days:
        raise typer.BadParameter(f"{text!r} is no length of time; write it like 180d, 26w, 6m or 1y")
    return days


_DAYS = {"d": 1.0, "w": 7.0, "m": 365.25 / 12, "y": 365.25}

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON (docs/json.md) instead of text.")]
AsOf = Annotated[
    dt.date | None,
    typer.Option("--as-of", parser=read_day, metavar="DATE", help="Use only papers up to this day."),
]
OnDay = Annotated[
    dt.date | None,
    typer.Option("--on", parser=read_day, metavar="DATE", help="The day, in UTC; else today."),
]
Top = Annotated[int, typer.Option("--top", min=1, max=1000, metavar="N", help="Rows of each list.")]
Html = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="Write one self-contained page instead of text."),
]


def one_form(as_json: bool, html: Path | None) -> None:
    """Refuse two output forms at once."""
    if as_json and html is not None:
        raise typer.BadParameter("--json and --html exclude each other; choose one")
