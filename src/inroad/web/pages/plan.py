"""What to do next, saying what became of it, and the ways into research."""

from __future__ import annotations

import itertools
import shlex
from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query
from fastapi.responses import Response

from inroad.path import planning
from inroad.report import plan_words
from inroad.types import NextStep, PathsReport, PlanReport, StepState
from inroad.web import links
from inroad.web.desk import Desk
from inroad.web.forms import Asking, Page, Table

router = APIRouter()
Words = Annotated[str, Form(max_length=500)]
Back = Annotated[str, Form(max_length=4_000)]
STATES: dict[str, StepState] = {"done": "done", "missed": "missed", "drop": "dropped"}


def _steps(report: PlanReport) -> Table:
    head = ("state", "step", "kind", "title", "why", "hours", "until", "worth", "proof", "note")
    left = [each.step for each in report.left_out]
    rows = (
        (each.state, each.step_id, each.kind, each.title, each.why, each.now, each.until, each.worth,
        each.proof,
         each.note)
        for each in (*report.steps, *left, *report.done, *report.dropped)
    )  # fmt: skip
    return Table(head, rows)


def _paths(report: PathsReport) -> Table:
    head = ("fit", "path", "name", "why", "least hours", "most hours", "odds", "source")
    rows = (
        (each.fit, each.path.path_id, each.path.name, each.why, *each.path.cost.hours, each.path.odds.known,
         each.path.odds.source)
        for each in report.paths
    )  # fmt: skip
    return Table(head, rows)


PLAN = Page(
    "plan.html",
    tables={"steps": _steps},
    about=lambda report, **more: {"plan": plan_words, "where": _where, **more},
)
PATHS = Page("paths.html", tables={"paths": _paths}, about=lambda report: {"plan": plan_words})


def _where(step: NextStep) -> str:
    """The page of what a step begins with; "" where only the command line does it."""
    words = _words(step.do.partition(", then ")[0])
    if words[:1] != ["inroad"] or len(words) < 2:
        return ""
    of = " ".join(itertools.takewhile(lambda word: not word.startswith("--"), words[2:]))
    page = _PAGES.get(words[1])
    return page("" if of == "FIELD" else of) if page else ""


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError:  # a sentence with an apostrophe
        return []


def _drill(of: str) -> str:
    verb, _, drill_id = of.partition(" ")
    return links.drill(drill_id) if drill_id else links.practice("placement" if verb == "place" else "")


def _claim(of: str) -> str:
    verb, _, claim_id = of.partition(" ")
    return links.claim(claim_id if verb == "run" else "")


_PAGES: dict[str, Callable[[str], str]] = {
    "profile": lambda of: links.profile(),
    "drill": _drill,
    "recall": lambda of: links.practice("recall"),
    "openings": links.openings,
    "scout": links.field,
    "claim": _claim,
    "portfolio": lambda of: links.portfolio(),
    "log": lambda of: links.log(),
    "plan": lambda of: links.plan("paths"),
    "venues": links.venues,
    "outreach": lambda of: links.outreach(),
}


@router.get("/plan")
def plan(asked: Asking, hours: Annotated[float | None, Query(ge=0.5, le=168)] = None) -> Response:
    """Steps with reasons, effort and proof."""
    report = _plan(asked.desk, hours)
    return asked.give(report, PLAN, personal=True, state=asked.desk.now().date(), asked_hours=hours)


@router.get("/plan/paths")
def paths(asked: Asking) -> Response:
    """Ways into research, those that fit first."""
    key = ("paths", asked.desk.now().date())
    report = asked.desk.value(key, lambda: planning.ways(asked.desk.config, asked.desk.now()), personal=True)
    return asked.give(report, PATHS, personal=True, state=asked.desk.now().date())


@router.get("/plan/calendar")
def calendar(asked: Asking) -> Response:
    """The steps for a calendar."""
    from inroad.path.plan.calendar import calendar as written

    body = written(_plan(asked.desk, None), asked.desk.now())
    head = {"content-disposition": 'attachment; filename="inroad.ics"'}
    return Response(body, media_type="text/calendar; charset=utf-8", headers=head)


@router.post("/plan/step")
def step(
    asked: Asking,
    id: Words,
    do: Annotated[Literal["done", "missed", "drop", "undo"], Form()],
    back: Back = "/plan",
) -> Response:
    """What became of a step."""
    desk = asked.desk
    if do == "undo":
        found = planning.undo(desk.config, desk.now(), id)
    else:
        found = planning.decide(desk.config, desk.now(), id, STATES[do])
    return asked.back(back, found.said.partition(" Undo it with")[0])


@router.post("/plan/note")
def note(
    asked: Asking, id: Words, note: Annotated[str, Form(max_length=4_000)] = "", back: Back = "/plan"
) -> Response:
    """Words on a step, kept while they are typed."""
    found = planning.note(asked.desk.config, asked.desk.now(), id, note)
    if asked.form == "json":
        return Response(status_code=204)
    return asked.back(back, found.said)


@router.post("/plan/path")
def path(
    asked: Asking, id: Words, leave: Annotated[bool, Form()] = False, back: Back = "/plan/paths"
) -> Response:
    """Go a path, or leave it."""
    found = planning.choose(asked.desk.config, asked.desk.now(), id, leave=leave)
    return asked.back(back if leave else links.plan(), found.said.partition(" Undo it with")[0])


def _plan(desk: Desk, hours: float | None) -> PlanReport:
    key = ("plan", hours, desk.now().date())
    return desk.value(key, lambda: planning.report(desk.config, desk.now(), hours), personal=True)
