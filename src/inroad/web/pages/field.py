"""The state of a field: what ``inroad scout`` reports, drawn, as of any month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse, Response

from inroad.report import graph, svg
from inroad.report.html import field_drawings
from inroad.scout import scout_with_methods
from inroad.topics import topics
from inroad.types import FieldMethods, FieldReport
from inroad.web import links, tables
from inroad.web.desk import Desk
from inroad.web.forms import Asked, Asking, Page
from inroad.web.months import Months, last_day, months
from inroad.web.ordering import COLUMNS, USUAL, Ordered, ordered

router = APIRouter()

MOST_DRAWN = 30
"""Methods in a lineage that is taken out of the page."""
FIRST_ROWS = 20
"""Methods in the table of the first view; all are one step away."""
TOP = 10

Query_ = Annotated[str, Query(description="the field, in your own words", max_length=1000)]
Top = Annotated[int, Query(ge=1, le=100)]
Month = Annotated[int | None, Query(ge=12, le=119_987, description="months since the year 0")]


def _about(
    report: FieldReport, top: int, rows: Ordered, slide: Months | None, as_of: dt.date | None
) -> Mapping[str, Any]:
    names = {"top": top, "rows": rows, "columns": COLUMNS, "slide": slide, "as_of": as_of}
    return {**names, **field_drawings(report, top, links.method)}


PAGE = Page(
    "field.html",
    about=_about,
    tables={
        "methods": tables.methods,
        "threads": tables.threads,
        "people": lambda report: tables.people(report.people),
        "venues": lambda report: tables.counts("venue", report.venues),
        "tools": lambda report: tables.counts("tool", report.tools),
        "domains": lambda report: tables.counts("domain", report.domains),
        "reading": lambda report: tables.reading(report.reading),
        "growth": lambda report: tables.months(report.growth.series),
        "lineage": lambda report: tables.lineage(report.lineage),
    },
    pictures={
        "growth": lambda report: svg.growth(report.growth.series, report.coverage.dense_since),
        "lineage": lambda report: graph.lineage(report.lineage, MOST_DRAWN),
    },
)
METHODS = Page("field_methods.html", tables={"methods": tables.methods})
TOPICS = Page("fields.html", tables={"topics": tables.topics})


@router.get("/field")
def field(
    asked: Asking,
    q: Query_ = "",
    as_of: dt.date | None = None,
    month: Month = None,
    top: Top = TOP,
) -> Response:
    """What it is, how it grows, what it stands on, where to get in."""
    desk = asked.desk
    if not q.strip():
        return asked.give(desk.value("topics", lambda: topics(desk.atlas)), TOPICS)
    if month is not None:
        return _slid(asked, q, month, top)
    report, methods = scouted(desk, q, as_of, top)
    if (asked.form, asked.part) == ("csv", "methods"):
        return asked.give(methods, METHODS)
    slide = months(scouted(desk, q, None, top)[0], as_of)
    rows = ordered(methods.methods, most=FIRST_ROWS)
    return asked.give(report, PAGE, top=top, rows=rows, slide=slide, as_of=as_of)


@router.get("/field/methods")
def field_methods(
    asked: Asking,
    q: Query_,
    as_of: dt.date | None = None,
    sort: Annotated[str, Query(max_length=40)] = USUAL,
    find: Annotated[str, Query(max_length=200)] = "",
    start: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """All methods of a field as one table."""
    methods = scouted(asked.desk, q, as_of, TOP)[1]
    rows = ordered(methods.methods, sort, find, start)
    return asked.give(methods, METHODS, rows=rows, columns=COLUMNS, as_of=as_of)


def scouted(desk: Desk, q: str, as_of: dt.date | None, top: int) -> tuple[FieldReport, FieldMethods]:
    """What is known of a field, worked out once."""
    key = ("field", q, as_of, top)
    return desk.value(
        key, lambda: scout_with_methods(desk.atlas, q, as_of=as_of, top=top, drills=desk.drills)
    )


def _slid(asked: Asked, q: str, month: int, top: int) -> Response:
    """From the month that a slider sent to the address of its last day, which one may pass on."""
    slide = months(scouted(asked.desk, q, None, top)[0], None)
    day = None if slide is None or month >= slide.last else last_day(month)
    return RedirectResponse(links.field(q, as_of=day, top=top if top != TOP else None), status_code=303)
