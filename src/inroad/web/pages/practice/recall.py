"""Recall cards: a question, one's own words, the answer beside them, a grade."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import Response

from inroad.errors import NotFound
from inroad.practice import reports
from inroad.practice.room import Room
from inroad.practice.schedule import Grade
from inroad.report import drill_words
from inroad.types import Card, RecallReport
from inroad.web import links
from inroad.web.forms import Asking, Page, Table

router = APIRouter(prefix="/practice/recall")


def _about(report: RecallReport, **more: Any) -> Mapping[str, Any]:
    return {"tell": drill_words, "card": next(iter(report.due), None)}


def _due(report: RecallReport) -> Table:
    return Table(("card", "drill", "question"), [(c.card_id, c.drill_id, c.question) for c in report.due])


PAGE = Page("recall.html", about=_about, tables={"due": _due})


@router.get("")
def recall(asked: Asking) -> Response:
    """The card that comes first of those that are due."""
    desk, now = asked.desk, asked.desk.minute
    report = desk.value(("recall", now), lambda: reports.recall(Room(desk.config, now)), personal=True)
    return asked.give(report, PAGE, personal=True, state=now)


@router.post("")
def grade(
    asked: Asking,
    card: Annotated[str, Form(max_length=200)],
    grade: Annotated[Grade, Form()],
    answer: Annotated[str, Form(max_length=20_000)] = "",
) -> Response:
    """Note how it went, and go on to the next."""
    room = Room(asked.desk.config, asked.desk.now())
    known = room.recall(_card(room, card), grade, answer)
    return asked.back(links.practice("recall"), f"{drill_words.graded(grade)} Again on {known.due:%Y-%m-%d}.")


@router.post("/undo")
def undo(asked: Asking) -> Response:
    """Take the last grade of today back."""
    card = Room(asked.desk.config, asked.desk.now()).undo_recall()
    return asked.back(
        links.practice("recall"), f"The grade of {card.card_id} is taken back; it is due again."
    )


def _card(room: Room, card_id: str) -> Card:
    """A card that is due: a form that was sent twice counts once."""
    found = next((card for card in room.cards_due() if card.card_id == card_id), None)
    if found is None:
        raise NotFound(f"card {card_id!r} is not due", "it may have been answered already; go on to the next")
    return found
