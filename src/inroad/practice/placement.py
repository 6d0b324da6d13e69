"""A placement question by question, for whoever asks: which comes next, and what the answers tell.

What was chosen is kept as text (``drill_id:position``), so that a page can hand it on in its address; whether
it was right is only told at the end.
"""

from __future__ import annotations

from collections.abc import Sequence

from inroad.errors import InputError
from inroad.practice import place
from inroad.practice.catalogue import Catalogue
from inroad.practice.items import OPTIONS, Item, item
from inroad.practice.place import Choice
from inroad.types import PlacementQuestion, PlacementReport


def report(catalogue: Catalogue, seed: str, chosen: Sequence[str]) -> PlacementReport:
    """The placement as it stands after some answers.

    Raises:
        InputError: an answer is none.
    """
    question = asked(catalogue, seed, choices(catalogue, seed, chosen))
    return PlacementReport(seed, tuple(chosen), place.MOST_ITEMS, _shown(question) if question else None)


def asked(catalogue: Catalogue, seed: str, before: Sequence[Choice]) -> Item | None:
    """The next question; None if enough is known."""
    drill = place.next_item(before, catalogue, OPTIONS)
    return None if drill is None else item(drill, seed)


def choices(catalogue: Catalogue, seed: str, chosen: Sequence[str]) -> list[Choice]:
    """What the answers tell, each judged.

    Raises:
        InputError: one of them is none, or one drill was answered twice.
    """
    if len({_drill(each) for each in chosen}) != len(chosen) or len(chosen) > place.MOST_ITEMS:
        raise InputError("these are no answers of a placement", "begin it anew")
    return [_choice(catalogue, seed, each) for each in chosen]


def _shown(question: Item) -> PlacementQuestion:
    """A question without what is right."""
    return PlacementQuestion(question.drill.drill_id, question.function, question.task, question.options)


def _choice(catalogue: Catalogue, seed: str, answer: str) -> Choice:
    drill, position = catalogue[_drill(answer)], answer.rpartition(":")[2]
    if position not in ("", *map(str, range(OPTIONS))):
        raise InputError("this is no answer of a placement", "choose one of the options")
    # "I do not know" is an answer, and tells as much as a wrong one.
    right = position != "" and item(drill, seed).right == int(position)
    return Choice(drill.drill_id, right, OPTIONS)


def _drill(answer: str) -> str:
    return answer.rpartition(":")[0]
