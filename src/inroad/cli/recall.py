"""``inroad recall``: the cards that are due, answered in words and rated beside the model answer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.cli import terminal

if TYPE_CHECKING:
    from inroad.practice.schedule import Grade

_GRADES: dict[str, Grade] = {"1": "again", "2": "hard", "3": "good", "4": "easy"}


def recall(
    ctx: typer.Context,
    most: Annotated[int, typer.Option(min=1, max=200, metavar="N", help="At most so many cards.")] = 20,
) -> None:
    """Answer the cards that are due, in your own words.

    Cards come with the drills that you have passed. The model answer is shown beside yours; you say how well
    you knew it.
    """
    from inroad.practice.room import Room

    room = Room(ctx.obj, dt.datetime.now(dt.UTC))
    due = room.cards_due()[:most]
    if not due:
        terminal.show("No card is due. Cards come with the drills that you pass: inroad drill next")
        return
    for number, card in enumerate(due, 1):
        terminal.show_text(f"\n{number} of {len(due)}  ({card.drill_id})\n\n{card.question}")
        try:
            answer = input("\nyour answer: ")
            terminal.show_text(f"\nmodel answer:\n{card.answer}\n")
            grade = _rated()
        except EOFError:
            return
        if grade is None:
            return
        known = room.recall(card, grade, answer)
        terminal.show(f"again on {known.due:%Y-%m-%d}")


def _rated() -> Grade | None:
    while True:
        said = input("1 not at all, 2 hardly, 3 well, 4 at once, q to stop: ").strip().lower()
        if said == "q":
            return None
        if said in _GRADES:
            return _GRADES[said]
