"""How often forecasts were right: the records kept, and any other day tried."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from inroad.errors import InputError
from inroad.openings.trying import HORIZON, KINDS, Forecasts, kept, tried
from inroad.report import record_svg
from inroad.types import BacktestReport, RecordsReport
from inroad.web.forms import Asking, Cell, Page, Table
from inroad.web.jobs import Job

router = APIRouter()

LONGEST = 365
Reports = RecordsReport | BacktestReport


def _rows(report: Reports) -> Iterable[tuple[Cell, ...]]:
    for record in report.records:
        for each in (record.tool, *record.peers):
            head = (record.kind, record.asked, record.as_of, record.horizon_days, record.candidates)
            figures = (each.auc, each.average_precision, each.brier, each.calibration_error)
            for top in each.at:
                yield (*head, record.came, each.name, *figures, top.places, top.precision, top.lift)


_RANKINGS = (
    *("kind", "asked", "as_of", "horizon_days", "candidates", "came", "ranking", "auc"),
    *("average_precision", "brier", "calibration_error", "places", "precision", "lift"),
)


def _rankings(report: Reports) -> Table:
    return Table(_RANKINGS, _rows(report))


def _bins(report: Reports) -> Table:
    rows = (
        (record.kind, record.asked, each.forecast, each.came, each.count)
        for record in report.records
        for each in record.bins
    )
    return Table(("kind", "asked", "said", "came", "forecasts"), rows)


def _first(report: Reports) -> Table:
    rows = (
        (record.kind, record.asked, place, each.title, each.method_id, each.probability, each.came)
        for record in report.records
        for place, each in enumerate(record.first, 1)
    )
    return Table(("kind", "asked", "place", "title", "method", "said", "came"), rows)


def _of(draw: Any, number: int) -> Any:
    """A drawing of one of a report's records; nothing where there are fewer."""

    def drawn(report: Reports) -> Any:
        return draw(report.records[number]) if number < len(report.records) else ""

    return drawn


_DRAWINGS: Mapping[str, Any] = {"said and come": record_svg.reliability, "first places": record_svg.curve}
_MOST_RECORDS = 3
_PICTURES = {
    f"{name} {number + 1}": _of(draw, number)
    for number in range(_MOST_RECORDS)
    for name, draw in _DRAWINGS.items()
}
_TABLES = {"rankings": _rankings, "said and come": _bins, "first places": _first}
KEPT = Page("record.html", tables=_TABLES, pictures=_PICTURES)
TRIED = Page("backtest.html", tables=_TABLES, pictures=_PICTURES)


@router.get("/record")
def record(
    asked: Asking,
    kind: str = "",
    as_of: Annotated[str, Query(description="freeze everything at this day")] = "",
    horizon: Annotated[int, Query(ge=2, le=LONGEST, description="days ahead")] = HORIZON,
) -> Response:
    """What was forecast, and what came."""
    kinds = _kinds(kind)
    known = asked.desk.value("records", lambda: kept(asked.desk.atlas))
    wish = {"kind": kind, "as_of": as_of, "horizon": horizon, "kinds": KINDS, "longest": LONGEST}
    if not as_of.strip():
        chosen = tuple(each for each in known.records if each.kind in kinds)
        report = RecordsReport(chosen, known.coverage, known.latest, known.horizon_days)
        return asked.give(report, KEPT, wish=wish, latest=known.latest)
    found = _tried(asked, _day(as_of), horizon, kinds)
    return (
        asked.wait(found)
        if isinstance(found, Job)
        else asked.give(found, TRIED, wish=wish, latest=known.latest)
    )


def _tried(asked: Asking, day: dt.date, horizon: int, kinds: tuple[Forecasts, ...]) -> BacktestReport | Job:
    desk = asked.desk
    return desk.later(
        ("backtest", day, horizon, kinds),
        f"what would have been said on {day}",
        lambda tell: tried(desk.config, desk.atlas, day, horizon, kinds, tell),
    )


def _kinds(name: str) -> tuple[Forecasts, ...]:
    if name and name not in KINDS:
        raise InputError(f"no forecasts of the kind {name!r} are made", f"choose one of {', '.join(KINDS)}")
    return tuple(each for each in KINDS if name in ("", each))


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise InputError(f"{text!r} is not a day", "write it like 2025-06-01") from None
