"""One drill on the bench: task, editor, checks, hints, and what comes after."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from concurrent.futures import TimeoutError as StillGoing
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import Response

from inroad.errors import InroadError
from inroad.practice import reports, workspace
from inroad.practice.limits import Limits
from inroad.practice.room import Room
from inroad.report import drill_words, prose
from inroad.report.json import dumps
from inroad.scout import prepares
from inroad.types import Drill, DrillReport, Method, Saved
from inroad.web import links
from inroad.web.desk import Desk
from inroad.web.forms import Asking, Page

router = APIRouter(prefix="/practice/{drill_id}")

PATIENCE = 60.0
"""Seconds that a page without script waits for a check; then it says that it goes on."""
Answer = Annotated[str, Form(max_length=1 << 20)]
Version = Annotated[str, Form(max_length=64)]


def _about(report: DrillReport, **more: Any) -> Mapping[str, Any]:
    checked = report.checked
    return {
        "tell": drill_words,
        "limits": Limits(),
        "task": prose.markdown(report.task),
        "shapes": prose.lines(report.state.drill.shapes),
        "source": prose.source(report.answer),
        "rows": min(max(report.answer.count("\n") + 4, 16), 44),
        "explained": prose.markdown(report.about) if report.about else "",
        "solution": prose.lines(report.solution) if report.solution is not None else None,
        "hints": [prose.formula(hint) for hint in report.hints],
        "message": prose.lines(checked.verdict.message) if checked else "",
        "example": prose.lines(checked.verdict.example or "") if checked else "",
        "printed": prose.lines(checked.verdict.printed.strip("\n")) if checked else "",
    }


PAGE = Page("drill.html", about=_about)


@router.get("")
def bench(asked: Asking, drill_id: str) -> Response:
    """The drill as it stands: in the journal, on disk, and in the queue of checks."""
    desk, at = asked.desk, _at(asked.desk, drill_id)
    report = desk.value(("drill", drill_id, at), lambda: _report(desk, drill_id), personal=True)
    return asked.give(report, PAGE, personal=True, state=at)


@router.post("/start")
def start(asked: Asking, drill_id: str, anew: Annotated[bool, Form()] = False) -> Response:
    """Begin a sitting, with the stub again where that is asked for."""
    room = _room(asked.desk)
    before = room.stand(drill_id).folder
    room.start(drill_id, anew=anew)
    said = "Begun anew; the old answer is kept beside it." if before else "Begun. Take your time."
    return asked.back(links.drill(drill_id), said)


@router.post("/save")
def save(asked: Asking, drill_id: str, answer: Answer = "", seen: Version = "") -> Response:
    """Keep the answer as it is."""
    saved = _save(asked.desk, drill_id, answer, seen)
    if asked.form == "json":
        return Response(dumps(saved), media_type="application/json")
    return asked.back(links.drill(drill_id), _kept(saved))


@router.post("/check")
def check(asked: Asking, drill_id: str, answer: Answer = "", seen: Version = "") -> Response:
    """Keep the answer and have it checked; without script, wait for what comes out."""
    saved = _save(asked.desk, drill_id, answer, seen)
    made = asked.desk.checks.ask(drill_id)
    if asked.form == "json":
        return Response(dumps(asked.desk.checks.status(drill_id)), 202, media_type="application/json")
    said = _kept(saved) if saved.beside else ""
    try:
        if made.report.result(PATIENCE) is None:
            said = "The check was cancelled."
    except StillGoing:
        said = "The check goes on."
    return asked.back(f"{links.drill(drill_id)}#feedback", said)


@router.get("/check")
def status(asked: Asking, drill_id: str) -> Response:
    """How far the check has come."""
    return Response(dumps(asked.desk.checks.status(drill_id)), media_type="application/json")


@router.post("/cancel")
def cancel(asked: Asking, drill_id: str) -> Response:
    """End the check that goes on."""
    ended = asked.desk.checks.cancel(drill_id)
    return asked.back(links.drill(drill_id), "The check was cancelled." if ended else "No check goes on.")


@router.post("/hint")
def hint(asked: Asking, drill_id: str, answer: Answer = "", seen: Version = "") -> Response:
    """The next hint; what was typed is kept."""
    if answer:
        _save(asked.desk, drill_id, answer, seen)
    number, _ = _room(asked.desk).hint(drill_id)
    return asked.back(f"{links.drill(drill_id)}#hint-{number}")


@router.post("/surrender")
def surrender(asked: Asking, drill_id: str) -> Response:
    """Give up for today and see the solution."""
    _room(asked.desk).solution(drill_id, surrender=True)
    return asked.back(f"{links.drill(drill_id)}#solution", "Given up for today; it comes back soon.")


# -- what these share -----------------------------------------------------------------------------


def _room(desk: Desk) -> Room:
    return Room(desk.config, desk.now())


def _save(desk: Desk, drill_id: str, answer: str, seen: str) -> Saved:
    beside = _room(desk).write(drill_id, answer, seen or None)
    return Saved(drill_id, workspace.digest(answer), str(beside) if beside else None)


def _kept(saved: Saved) -> str:
    if saved.beside:
        return f"Saved. The file had been changed elsewhere; that version is kept as {saved.beside}."
    return "Saved."


def _at(desk: Desk, drill_id: str) -> Hashable:
    """What a drill's page depends on beside the journal."""
    folder = desk.value(("folder", drill_id), lambda: _room(desk).stand(drill_id).folder, personal=True)
    answer = desk.stamp(Path(folder) / workspace.ANSWER) if folder else ()
    status = desk.checks.status(drill_id)
    return desk.minute, answer, status.state, desk.checks.count(drill_id)


def _report(desk: Desk, drill_id: str) -> DrillReport:
    room = _room(desk)
    checked = desk.checks.last(drill_id, room.stand(drill_id).all_attempts)
    running = desk.checks.status(drill_id).state in ("waiting", "running")
    report = reports.drill(room, drill_id, checked, running=running)
    return replace(report, prepares=_prepares(desk, room.catalogue[drill_id]))


def _prepares(desk: Desk, drill: Drill) -> tuple[Method, ...]:
    """A drill's methods; an atlas that cannot be asked keeps nobody from practising."""
    try:
        return desk.value(("prepares", drill.drill_id, drill.methods), lambda: prepares(desk.atlas, drill))
    except InroadError:
        return ()
