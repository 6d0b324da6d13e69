"""Placement: which of these is right?  A dozen questions find out where to begin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query
from fastapi.responses import Response

from inroad.errors import InputError
from inroad.practice import placement
from inroad.practice.items import OPTIONS
from inroad.practice.place import Choice
from inroad.practice.room import Room
from inroad.report import drill_words, prose
from inroad.types import PlacementReport
from inroad.web import links
from inroad.web.forms import Asked, Asking, Page

router = APIRouter(prefix="/practice/placement")

KEYS = "abcdefgh"[:OPTIONS]
Chosen = Annotated[list[str], Query(max_length=100)]


def _about(report: PlacementReport, *, begun: bool) -> Mapping[str, Any]:
    question = report.question
    options = [(n, KEYS[n], prose.lines(code)) for n, code in enumerate(question.options)] if question else []
    task = prose.markdown(question.task) if question else ""
    return {"tell": drill_words, "begun": begun, "options": options, "task": task}


PAGE = Page("placement.html", about=_about)


@router.get("")
def place(
    asked: Asking,
    seed: Annotated[str, Query(max_length=64)] = "",
    a: Annotated[list[str] | None, Query(max_length=32)] = None,
) -> Response:
    """The next question; what was answered so far stands in the address."""
    desk = asked.desk
    begun, seed = bool(seed), seed or desk.minute.isoformat()
    chosen, now = tuple(a or ()), desk.minute
    report = desk.value(
        ("placement", seed, chosen, now),
        lambda: placement.report(Room(desk.config, now).catalogue, seed, chosen),
    )
    return asked.give(report, PAGE, state=now, begun=begun)


@router.post("")
def answer(
    asked: Asking,
    seed: Annotated[str, Form(max_length=64)],
    a: Annotated[list[str] | None, Form(max_length=32)] = None,
    choice: Annotated[str, Form(max_length=200)] = "",
    stop: Annotated[bool, Form()] = False,
) -> Response:
    """Go on with an answer; keep all when enough is known, or when one has had enough."""
    room = Room(asked.desk.config, asked.desk.now())
    chosen = [*(a or []), *([choice] if choice and not stop else [])]
    choices = placement.choices(room.catalogue, seed, chosen)
    if not stop and placement.asked(room.catalogue, seed, choices) is not None:
        return asked.back(
            f"{links.practice('placement')}?{urlencode({'seed': seed, 'a': chosen}, doseq=True)}"
        )
    return _done(asked, room, choices)


def _done(asked: Asked, room: Room, choices: list[Choice]) -> Response:
    if not choices:
        raise InputError("nothing was answered yet", "answer one question at least, or leave the placement")
    room.place(choices)
    right = sum(choice.right for choice in choices)
    return asked.back(links.practice(), drill_words.placed(right, len(choices), len(room.placed())))
