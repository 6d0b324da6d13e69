"""Options that several commands share, so that they read and mean the same everywhere."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer


def read_day(text: str) -> dt.date:
    """``2024-01-31`` as a day."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it like 2024-01-31") from None


AsJson = Annotated[bool, typer.Option("--json", help="Print JSON (docs/json.md) instead of text.")]
AsOf = Annotated[
    dt.date | None,
    typer.Option("--as-of", parser=read_day, metavar="DATE", help="Use only papers up to this day."),
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
