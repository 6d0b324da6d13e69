"""Time spent: the timer, the balance beside the pyramid, a week looked back on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query
from fastapi.responses import Response
from markupsafe import Markup

from inroad.errors import InputError, NotFound
from inroad.journal.hours import Work
from inroad.path import log as door
from inroad.path import spans
from inroad.report import log_svg, log_words
from inroad.types import HoursKind, LogReport, WeekReport
from inroad.web import links
from inroad.web.desk import Desk
from inroad.web.entered import day, flat, typed
from inroad.web.forms import Asked, Asking, Page, Table

router = APIRouter(prefix="/log")

Kind = Annotated[HoursKind, Form()]
About = Annotated[str, Query(max_length=200)]
Line = Annotated[str, Form(max_length=500)]
Days = Annotated[int, Query(ge=1, le=36_600)]
PHONE = 340
WEEK = dt.timedelta(days=7)


def _entries(report: LogReport) -> Table:
    head = ("day", "minutes", "kind", "skill", "note", "about", "source")
    rows = ((e.day, e.minutes, e.kind, e.skill, e.note, e.about, e.source) for e in report.entries)
    return Table(head, rows)


def _skills(report: LogReport) -> Table:
    return Table(("skill", "minutes", "intense"), ((e.skill, e.minutes, e.intense) for e in report.skills))


def _days(report: WeekReport) -> Table:
    head = ("day", "minutes", "intense", "moderate", "passive")
    return Table(head, ((e.day, e.minutes, e.intense, e.moderate, e.passive) for e in report.days))


def _learnt(report: WeekReport) -> Table:
    return Table(("day", "what", "told"), ((e.at.date(), e.what, e.told) for e in report.learnt))


def _balance(report: LogReport | WeekReport) -> Markup:
    return log_svg.pyramid(report.kinds)


def _about(report: LogReport | WeekReport, **more: Any) -> Mapping[str, Any]:
    return {
        "tell_log": log_words,
        "failure": None,
        "picture": _balance(report),
        "small_picture": log_svg.pyramid(report.kinds, PHONE),
        "step": WEEK,
        **more,
        "typed": typed(more),
    }


LOG = Page(
    "log.html",
    tables={"entries": _entries, "skills": _skills},
    pictures={"balance": _balance},
    about=_about,
)
REVIEW = Page(
    "log_week.html", tables={"days": _days, "learnt": _learnt}, pictures={"balance": _balance}, about=_about
)


@router.get("")
def log(asked: Asking, days: Days = door.SPAN, about: About = "") -> Response:
    """Time of the last days, of all or of what belongs to something; the timer, and this week."""
    desk = asked.desk
    report, week = _report(desk, days, about.strip()), _week(desk, desk.now().date())
    return asked.give(report, LOG, personal=True, state=desk.minute, week=week, long=_long(report))


@router.get("/week")
def week(asked: Asking, of: Annotated[str, Query(max_length=40)] = "") -> Response:
    """A week looked back on."""
    today = asked.desk.now().date()
    report = _week(asked.desk, day(of, today))
    return asked.give(report, REVIEW, personal=True, state=today, today=today)


@router.post("/start")
def start(
    asked: Asking, kind: Kind = "intense", skill: Line = "", note: Line = "", about: Line = ""
) -> Response:
    """Let the timer run."""
    try:
        work = _work(kind, skill, note, about)
        found = door.start(asked.desk.config, work, asked.desk.now())
    except InputError as error:
        return _again(asked, _on_page(error))
    return asked.back(links.log(), log_words.done(found))


@router.post("/stop")
def stop(asked: Asking, took: Line = "", discard: Annotated[bool, Form()] = False) -> Response:
    """Stop the timer; log what it shows or what is said, or nothing."""
    desk = asked.desk
    try:
        if discard:
            found = door.discard(desk.config, desk.now())
        else:
            found = door.stop(desk.config, desk.now(), spans.minutes(took) if took.strip() else None)
    except InputError as error:
        return _again(asked, _on_page(error), took=took)
    return asked.back(links.log(), log_words.done(found))


@router.post("/add")
def add(
    asked: Asking,
    length: Line = "",
    kind: Kind = "intense",
    skill: Line = "",
    note: Line = "",
    about: Line = "",
    on: Line = "",
) -> Response:
    """Log time that was spent."""
    now = asked.desk.now()
    try:
        work = _work(kind, skill, note, about)
        found = door.add(asked.desk.config, work, day(on, now.date()), spans.minutes(length), now)
    except InputError as error:
        return _again(asked, error, length=length, kind=kind, skill=skill, note=note, about=about, on=on)
    return asked.back(links.log(), log_words.done(found))


@router.post("/undo")
def undo(asked: Asking) -> Response:
    """Take the last change back."""
    try:
        said = log_words.done(door.undo(asked.desk.config, asked.desk.now()))
    except NotFound:
        said = "Nothing is there to take back."
    except InputError as error:
        return _again(asked, error)
    return asked.back(links.log(), said)


# -- asking ---------------------------------------------------------------------------------------


def _work(kind: HoursKind, skill: str, note: str, about: str) -> Work:
    """What time is spent on.

    Raises:
        InputError: it is said to belong to nothing that there is.
    """
    if about.strip() and not door.is_link(flat(about)):
        raise InputError(f"{flat(about)!r} is nothing that time can belong to", "write it like drill:softmax")
    return Work(kind, flat(skill), flat(note), flat(about))


def _report(desk: Desk, days: int = door.SPAN, about: str = "") -> LogReport:
    key = ("log", days, about, desk.minute)
    return desk.value(key, lambda: door.report(desk.config, desk.now(), days, about), personal=True)


def _week(desk: Desk, of: dt.date) -> WeekReport:
    return desk.value(("week", of), lambda: door.review(desk.config, of), personal=True)


def _long(report: LogReport) -> bool:
    """The timer was probably forgotten, so that only the user can tell how long it was."""
    return (report.timer_minutes or 0) * 60 > door.FORGOTTEN.total_seconds()


def _on_page(error: InputError) -> InputError:
    """Remedies of the command line, as the form has them."""
    if "inroad log stop`" in error.remedy:
        return InputError(error.problem, "stop it first")
    if "inroad log start" in error.remedy:
        return InputError(error.problem, "start it first")
    if "inroad log stop" in error.remedy:
        return InputError(error.problem, "say how long you really worked, or log nothing")
    return error


def _again(asked: Asked, error: InputError, **typed: str) -> Response:
    desk = asked.desk
    report, week = _report(desk), _week(desk, desk.now().date())
    return asked.refuse(error, report, LOG, typed=typed, week=week, long=_long(report))
