"""Two methods or two fields side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response
from markupsafe import Markup

from inroad.compare import compare as put
from inroad.report.html import compare_drawings
from inroad.types import Compared, CompareReport
from inroad.web import tables
from inroad.web.forms import Asking, Page

router = APIRouter()

Name = Annotated[str, Query(max_length=1000)]


def _about(report: CompareReport, asked_for: Mapping[str, str]) -> Mapping[str, Any]:
    return {"asked_for": asked_for, **compare_drawings(report)}


def _growth(report: CompareReport) -> Markup:
    return compare_drawings(report)["chart"]  # type: ignore[no-any-return]


PAGE = Page(
    "compare.html",
    about=_about,
    tables={
        "figures": tables.sides,
        "growth": tables.courses,
        "methods": tables.shared_methods,
        "people": tables.shared_people,
    },
    pictures={"growth": _growth},
)
ASK = Page("compare_ask.html")


@router.get("/compare")
def compare(
    asked: Asking, what: Compared = "methods", a: Name = "", b: Name = "", as_of: dt.date | None = None
) -> Response:
    """What they have in common, how they differ, and how sure that is."""
    desk, named = asked.desk, {"a": a, "b": b, "what": what}
    if not a.strip() or not b.strip():
        coverage = desk.value("coverage", lambda: desk.atlas.coverage())
        return asked.give(coverage, ASK, asked_for=named)
    report = desk.value(
        ("compare", what, a, b, as_of),
        lambda: put(desk.atlas, a, b, what, as_of=as_of, drills=desk.drills),
    )
    return asked.give(report, PAGE, asked_for=named)
