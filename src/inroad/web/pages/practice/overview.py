"""Practice: the map of drills, what is due, and how it went."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from inroad.practice import reports
from inroad.practice.room import Room
from inroad.report import drill_map, drill_words, practice_svg
from inroad.types import PracticeReport
from inroad.web import links
from inroad.web.forms import Asking, Page, Table

router = APIRouter()

SHOWN = 10
"""Attempts on the page; the table has them all."""


def _about(report: PracticeReport, **more: Any) -> Mapping[str, Any]:
    states = {state.drill.drill_id: state for state in report.drills}
    return {
        "tell": drill_words,
        "states": states,
        "families": [
            (name, mine)
            for family, name in drill_words.FAMILIES.items()
            if (mine := [state for state in report.drills if state.drill.family == family])
        ],
        "doing": states.get(report.next or ""),
        "map": drill_map.draw(report.drills, links.drill),
        "legend": [(drill_map.legend(kind), drill_words.KINDS[kind]) for kind in drill_map.KINDS],
        "signs": {kind: drill_map.legend(kind) for kind in drill_map.KINDS},
        "calendar": practice_svg.calendar(report.stats.days, report.day),
        "attempts": report.attempts[:SHOWN],
    }


def _drills(report: PracticeReport) -> Table:
    head = (
        "drill",
        "title",
        "family",
        "standing",
        "mastered",
        "minutes",
        "requires",
        "passes",
        "due",
        "tries",
    )
    rows = [
        (s.drill.drill_id, s.drill.title, s.drill.family, s.standing, s.mastered, s.drill.minutes,
         " ".join(s.drill.requires), s.passes, s.due and s.due.date(), s.difficulty)
        for s in report.drills
    ]  # fmt: skip
    return Table(head, rows)


def _attempts(report: PracticeReport) -> Table:
    head = ("at", "drill", "outcome", "stage", "diagnosis", "seconds")
    rows = [(a.at, a.drill_id, a.outcome, a.stage, a.diagnosis, round(a.seconds, 2)) for a in report.attempts]
    return Table(head, rows)


PAGE = Page(
    "practice.html",
    about=_about,
    tables={"drills": _drills, "attempts": _attempts},
    pictures={
        "map": lambda report: drill_map.draw(report.drills),
        "weeks": lambda report: practice_svg.calendar(report.stats.days, report.day),
    },
)


@router.get("/practice")
def practice(asked: Asking) -> Response:
    """All drills, what is due and what to do now."""
    desk = asked.desk
    now = desk.minute
    report = desk.value(("practice", now), lambda: reports.practice(Room(desk.config, now)), personal=True)
    return asked.give(report, PAGE, personal=True, state=now)
