"""A made-up field in which it can be told which methods will be taken up.

Every fourth new method comes from a large group that has been successful before and says that its weights are
open; within three months several others use it.  Nobody uses the rest.  Every text is made up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import product

from inroad.types import Paper

START = dt.date(2023, 1, 2)
METHODS = 150
STEP = 4
"""Days from one new method to the next."""
LAST = START + dt.timedelta(days=METHODS * STEP - 1)

_FIRST = ("Bra", "Cle", "Dro", "Fli", "Gru", "Kla", "Plo", "Sni", "Tre", "Vlu", "Zwa", "Mno", "Hri")
_SECOND = ("Tuk", "Vem", "Lox", "Pim", "Dag", "Rus", "Fep", "Nib", "Gol", "Wix", "Jat", "Qez")
_TOPICS = ("pruning deep networks", "routing of tokens", "labelling of scenes", "planning for arms")


def name(number: int) -> str:
    """The method's name: BraTuk, BraVem ..."""
    first, second = list(product(_FIRST, _SECOND))[number]
    return first + second


def promising(number: int) -> bool:
    """Whether it comes from the successful group."""
    return number % 4 == 1


def day(number: int) -> dt.date:
    """Its day 0."""
    return START + dt.timedelta(days=number * STEP)


def paper(day: dt.date, number: int, title: str, abstract: str, *authors: str) -> Paper:
    """One paper; ``number`` tells it from the others of its month."""
    return Paper(f"{day:%y%m}.{number:05}", title, abstract, authors or None, ("cs.LG",), day)


def introducing(number: int) -> Paper:
    """The paper that introduces a method."""
    topic = _TOPICS[number % len(_TOPICS)]
    own = name(number)
    text = f"We propose {own}, a method for {topic}. {own} is simple. "
    if promising(number):
        group = [f"Star Maker {n}" for n in range(5)] + [f"Helper {number} {n}" for n in range(4)]
        text += "We release open weights and code for the community."
    else:
        group = [f"Lone Writer {number}"]
        text += "A novel framework for a special case is studied in experiments."
    return paper(day(number), 10_000 + number, f"{own}: Towards {topic}", text, *group)


def using(number: int, after: int, case: int) -> Paper:
    """A paper by others that uses the method, so many days after its day 0."""
    own, topic = name(number), _TOPICS[number % len(_TOPICS)]
    return paper(
        day(number) + dt.timedelta(days=after),
        20_000 + 10 * number + case,
        f"On {topic}, case {case} of {number}",
        f"We study {topic}. We fine-tune a model using {own} and compare with {own} in case {case}.",
        f"User {number} {case}",
    )


def papers() -> list[Paper]:
    """The whole field, oldest first."""
    found = [*_new(), *_uses(), *_others()]
    return sorted(
        (each for each in found if each.date is not None and each.date <= LAST),
        key=lambda each: (each.date, each.paper_id),
    )


def _new() -> Iterator[Paper]:
    return (introducing(number) for number in range(METHODS))


def _uses() -> Iterator[Paper]:
    for number in range(METHODS):
        if promising(number):
            yield from (using(number, after, case) for case, after in enumerate((25, 45, 70)))


def _others() -> Iterator[Paper]:
    """Papers on nothing in particular, so that there is a corpus."""
    for number in range(METHODS):
        yield paper(
            day(number) + dt.timedelta(days=1),
            30_000 + number,
            f"Notes on Small Things, part {number}",
            f"We look at small things in part {number} and find that they are small.",
            f"Note Taker {number}",
        )
