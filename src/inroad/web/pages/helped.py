"""Whom one helped with what, and what came back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import Response

from inroad.errors import InputError, NotFound
from inroad.journal import helped as kept
from inroad.path.helped import report as report_of
from inroad.path.spans import minutes
from inroad.report import helped_words, log_words
from inroad.types import HelpedReport
from inroad.web import links
from inroad.web.desk import Desk
from inroad.web.entered import day, flat, typed
from inroad.web.forms import Asked, Asking, Page, Table

router = APIRouter(prefix="/helped")
Line = Annotated[str, Form(max_length=1000)]


def _help(report: HelpedReport) -> Table:
    head = ("id", "day", "whom", "what", "topic", "minutes", "came back")
    rows = (
        (e.helped_id, e.day, e.whom, e.what, e.topic, e.minutes, "; ".join(b.what for b in e.came_back))
        for e in report.entries
    )
    return Table(head, rows)


def _topics(report: HelpedReport) -> Table:
    head = ("topic", "times", "people", "came back", "last")
    return Table(head, ((e.topic, e.times, e.people, e.came_back, e.last) for e in report.topics))


def _about(report: HelpedReport, **more: Any) -> Mapping[str, Any]:
    return {"tell_helped": helped_words, "tell_log": log_words, "failure": None, **more, "typed": typed(more)}


HELPED = Page("helped.html", tables={"help": _help, "topics": _topics}, about=_about)


@router.get("")
def helped(asked: Asking) -> Response:
    """All help, by topic and the latest first."""
    return asked.give(_report(asked.desk), HELPED, personal=True)


@router.post("/add")
def add(
    asked: Asking, whom: Line = "", what: Line = "", topic: Line = "", took: Line = "", on: Line = ""
) -> Response:
    """Note that somebody was helped."""
    now, (whom, what, topic) = asked.desk.now(), map(flat, (whom, what, topic))
    try:
        if not whom or not what:
            raise InputError("something is missing", "say whom you helped and with what")
        spent = minutes(took) if took.strip() else None
        kept.add(asked.desk.journal, whom, what, topic, day(on, now.date()), spent, now)
    except InputError as error:
        return _again(asked, error, whom=whom, what=what, topic=topic, took=took, on=on)
    return asked.back(links.helped(), f"Noted: you helped {whom}.")


@router.post("/back")
def back(asked: Asking, id: Line = "", what: Line = "") -> Response:
    """Note what came of it."""
    now, what = asked.desk.now(), flat(what)
    try:
        if not what:
            raise InputError("something is missing", "say what came back")
        made = kept.came_back(asked.desk.journal, id, what, now.date(), now)
    except NotFound:
        raise NotFound("this help is no longer noted", "go back and look at the list again") from None
    except InputError as error:
        return _again(asked, error)
    return asked.back(links.helped(), f"Noted: of helping {made.whom} came: {what}")


@router.post("/undo")
def undo(asked: Asking) -> Response:
    """Take back what was noted last."""
    try:
        said = f"No longer noted: {kept.undo(asked.desk.journal, asked.desk.now())}"
    except NotFound:
        said = "Nothing is there to take back."
    return asked.back(links.helped(), said)


def _report(desk: Desk) -> HelpedReport:
    return desk.value(("helped",), lambda: report_of(kept.helped(desk.journal)), personal=True)


def _again(asked: Asked, error: InputError, **typed: str) -> Response:
    return asked.refuse(error, _report(asked.desk), HELPED, typed=typed)
