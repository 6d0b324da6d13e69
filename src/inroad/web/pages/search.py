"""Papers that match a query, and papers that are about the same as others or as a text of one's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query
from fastapi.responses import Response

from inroad.search.vectors.own import OwnText
from inroad.search.vectors.similar import similar as look
from inroad.types import SearchReport, SimilarReport
from inroad.web import links
from inroad.web.filters import Filters, apart
from inroad.web.forms import Asking, Page, Table

router = APIRouter()


def _hits(report: SearchReport) -> Table:
    return Table(
        ("paper", "title", "date", "authors", "venue", "score"),
        (
            (hit.paper_id, hit.title, hit.date, "; ".join(hit.authors or ()) or None, hit.venue, hit.score)
            for hit in report.hits
        ),
    )


def _near(report: SimilarReport) -> Table:
    return Table(
        ("paper", "title", "date", "nearness"),
        ((each.paper_id, each.title, each.date, each.nearness) for each in report.similar),
    )


def _about(report: SearchReport, **more: Any) -> Mapping[str, Any]:
    return {"filters": apart(more["typed"]), **more}


Short = Annotated[str, Query(max_length=40)]
SEARCH = Page("search.html", tables={"papers": _hits}, about=_about)
EMPTY = Page("search_empty.html", about=lambda report: {"filters": Filters()})
SIMILAR = Page("similar.html", tables={"papers": _near})


@router.get("/search")
def search(
    asked: Asking,
    q: Annotated[str, Query(max_length=2000, description="words, phrases, fields: docs/query.md")] = "",
    chosen: Annotated[
        bool, Query(description="the form was sent: its fields are to become the query")
    ] = False,
    after: Short = "",
    before: Short = "",
    cat: Short = "",
    code: bool = False,
    as_of: dt.date | None = None,
    top: Annotated[int, Query(ge=1, le=200)] = 20,
) -> Response:
    """Papers, best first, with what was met and why."""
    desk = asked.desk
    if chosen:
        return asked.back(links.search(Filters(q, after, before, cat, code).query))
    if not q.strip():
        return asked.give(desk.atlas.coverage(), EMPTY)
    if job := desk.indexing():
        return asked.wait(job)
    stamp = desk.index_stamp
    report = desk.value(("search", q, as_of, top, stamp), lambda: desk.search.find(q, top, as_of))
    return asked.give(report, SEARCH, personal=True, state=stamp, votes=desk.votes, typed=q, top=top)


@router.get("/similar")
def similar(
    asked: Asking,
    id: Annotated[list[str], Query(min_length=1, max_length=50)],
    top: Annotated[int, Query(ge=1, le=200)] = 20,
) -> Response:
    """Papers about the same as some others together."""
    desk = asked.desk
    stamp = desk.index_stamp
    report = desk.value(("similar", tuple(id), top, stamp), lambda: look(desk.config, id, top=top))
    return asked.give(report, SIMILAR, personal=True, state=stamp, votes=desk.votes)


@router.post("/similar")
def similar_to_text(asked: Asking, text: Annotated[str, Form(max_length=1_000_000)]) -> Response:
    """Papers about the same as a text of the user's own; nothing of it is kept."""
    report = look(asked.desk.config, [OwnText("your text", text)], top=20)
    return asked.give(report, SIMILAR, votes=asked.desk.votes)
