"""Where a field is published, and by when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from inroad.path.venues.ask import Asked
from inroad.path.venues.ask import venues as ask
from inroad.path.venues.lists import stored
from inroad.path.venues.times import users_zone
from inroad.report.venues_svg import timeline
from inroad.types import VenuesReport
from inroad.web.forms import Asking, Page, Table

router = APIRouter()

NARROW = 340
"""Width of the drawing for a phone, in its own pixels."""


def _table(report: VenuesReport) -> Table:
    rows = [
        (venue.name, venue.papers, each.kind if each else None, each.year if each else None,
         each.at.isoformat() if each and each.at else None, each.stated if each else None, each.source if
         each else None) for venue in report.venues
        for each in (*venue.dates.coming, *venue.dates.unknown, *venue.dates.expected) or (None,)
    ]  # fmt: skip
    return Table(("venue", "papers", "deadline", "year", "utc", "stated", "source"), rows)


def _about(report: VenuesReport, hours: float, target: str) -> Mapping[str, Any]:
    return {
        "hours": f"{hours:g}",
        "target": target,
        "chart": timeline(report),
        "small_chart": timeline(report, NARROW),
    }


PAGE = Page("venues.html", about=_about, tables={"venues": _table}, pictures={"deadlines": timeline})
ASK = Page("venues_ask.html")


@router.get("/venues")
def venues(
    asked: Asking,
    q: Annotated[str, Query(description="the field, in your own words", max_length=1000)] = "",
    zone: Annotated[str, Query(max_length=100)] = "UTC",
    hours: Annotated[float, Query(gt=0, le=100)] = 10,
    target: Annotated[str, Query(max_length=200)] = "",
    top: Annotated[int, Query(ge=1, le=50)] = 10,
) -> Response:
    """Venues by the field's papers, deadlines in one's own time, doors for first papers, a plan."""
    desk = asked.desk
    if not q.strip():
        return asked.give(desk.value("coverage", lambda: desk.atlas.coverage()), ASK)
    where, now = users_zone(zone.strip() or "UTC"), desk.minute.replace(minute=0)
    state = (desk.stamp(desk.config.lists / "deadlines" / "manifest.json"), now)
    report = desk.value(
        ("venues", q, where.key, hours, target, top, state),
        lambda: ask(desk.atlas, q, Asked(stored(desk.config), where, now, top, hours, target.strip())),
    )
    return asked.give(report, PAGE, state=state, hours=hours, target=target)
