"""The state of a field: what ``inroad scout`` reports, drawn, as of any month."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from inroad.report import graph, svg
from inroad.report.html import field_drawings
from inroad.scout import scout
from inroad.web.forms import Asking, Page

router = APIRouter()

MOST_DRAWN = 30
"""Methods in a lineage that is taken out of the page."""

PAGE = Page(
    "field.html",
    about=lambda report, top: {"top": top, **field_drawings(report, top)},
    pictures={
        "growth": lambda report: svg.growth(report.growth.series, report.coverage.dense_since),
        "lineage": lambda report: graph.lineage(report.lineage, MOST_DRAWN),
    },
)


@router.get("/field")
def field(
    asked: Asking,
    q: Annotated[str, Query(description="the field, in your own words")],
    as_of: dt.date | None = None,
    top: Annotated[int, Query(ge=1, le=100)] = 10,
) -> Response:
    """What it is, how it grows, what it stands on, where to get in."""
    desk = asked.desk
    key = ("field", q, as_of, top)
    report = desk.value(key, lambda: scout(desk.atlas, q, as_of=as_of, top=top, drills=desk.drills))
    return asked.give(report, PAGE, top=top)
