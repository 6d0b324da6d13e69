"""Made-up observations and issues, for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl

from inroad.signals.schema import ISSUES, OBSERVATIONS, STATUS
from inroad.signals.seen import Signals

Look = tuple[str, str, Any, str]
"""Subject, what, what was seen (number or words; None: it is absent; ...: could not be looked up), day."""


def moment(day: str) -> dt.datetime:
    """A day as YYYY-MM-DD, or a moment in ISO form."""
    return dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC)


def observed(*looks: Look, source: str = "github") -> pl.DataFrame:
    """OBSERVATIONS."""
    rows = []
    for subject, what, seen, day in looks:
        status = "unknown" if seen is ... else "absent" if seen is None else "seen"
        value = float(seen) if isinstance(seen, int | float) else None
        text = seen if isinstance(seen, str) else None
        rows.append((subject, what, value, text, STATUS.index(status), moment(day), source))
    return pl.DataFrame(rows, schema=OBSERVATIONS, orient="row")


def issue(**known: Any) -> dict[str, Any]:
    """A row of ISSUES: an open task that was looked at in every way, unless something else is said."""
    row: dict[str, Any] = {
        "repo": "ada/thin",
        "number": 1,
        "title": "Loading fails with two heads",
        "labels": ["bug"],
        "state": "open",
        "author": "bea",
        "assignees": [],
        "comments": 0,
        "created": "2024-05-20",
        "updated": "2024-05-25",
        "answered": None,
        "claimed": False,
        "pull_request": False,
        "said": [],
        "files": ["thin/core.py"],
        "length": 800,
        "observed": "2024-06-01",
        "source": "github",
    }
    row |= known
    for name in ("created", "updated", "answered", "observed"):
        row[name] = moment(row[name]) if row[name] else None
    return row


def signals(looks: pl.DataFrame | None = None, *issues: dict[str, Any]) -> Signals:
    """Signals of these looks and issues."""
    table = pl.DataFrame(list(issues), schema=ISSUES) if issues else ISSUES.to_frame()
    return Signals(OBSERVATIONS.to_frame() if looks is None else looks, table)
