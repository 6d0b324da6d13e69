"""Who is active in a field."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from inroad.path.people.ask import people as ask
from inroad.path.people.faculty import stored
from inroad.types import PeopleReport
from inroad.web.forms import Asking, Page, Table

router = APIRouter()


def _table(report: PeopleReport) -> Table:
    head = (
        "name",
        "in_field",
        "papers",
        "first",
        "last",
        "groups_of_name",
        "newcomers",
        "newcomers_of",
        "affiliation",
    )
    rows = [
        (each.name, each.in_field, each.papers, each.first, each.last, each.name_groups.groups,
         each.newcomers.papers if each.newcomers.of else None, each.newcomers.of,
         each.faculty.affiliation if each.faculty else None)
        for each in report.people
    ]  # fmt: skip
    return Table(head, rows)


PAGE = Page("people.html", tables={"people": _table})
ASK = Page("people_ask.html")


@router.get("/people")
def people(
    asked: Asking,
    q: Annotated[str, Query(description="the field, in your own words", max_length=1000)] = "",
    as_of: dt.date | None = None,
    top: Annotated[int, Query(ge=1, le=50)] = 12,
) -> Response:
    """By recent papers, told apart, with what to check."""
    desk = asked.desk
    if not q.strip():
        return asked.give(desk.value("coverage", lambda: desk.atlas.coverage()), ASK)
    state = desk.stamp(desk.config.lists / "csrankings" / "manifest.json")
    report = desk.value(
        ("people", q, as_of, top, state),
        lambda: ask(desk.atlas, q, as_of=as_of, top=top, faculty=stored(desk.config)),
    )
    return asked.give(report, PAGE, state=state)
