"""A made-up field in which it can be told which methods will meet which tasks.

A dozen methods of one family are used for tasks on texts, a dozen of another for tasks on pictures; over time
each meets ever more tasks of its own kind, and never one of the other.  Every text is made up.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from inroad.types import Paper

START = dt.date(2022, 1, 3)
PAPERS, STEP = 420, 2
"""Papers that use a method for a task, and days from one to the next."""
LAST = START + dt.timedelta(days=STEP * (PAPERS - 1))

KINDS = {
    "texts": (
        (
            "KoRA",
            "LuMoRA",
            "QuiRA",
            "TiRA",
            "VeDRA",
            "ZaRA",
            "BriRA",
            "NoDRA",
            "GruRA",
            "HeXRA",
            "PliRA",
            "SoWRA",
        ),
        (
            "rumour detection",
            "diary summarization",
            "letter transcription",
            "poem translation",
            "ballad generation",
            "sonnet parsing",
            "insult detection",
            "menu translation",
            "letter grading",
            "anthem retrieval",
        ),
    ),
    "pictures": (
        (
            "GloNet",
            "PavNet",
            "SkiNet",
            "TruNet",
            "WaxNet",
            "DriNet",
            "FluNet",
            "HobNet",
            "JabNet",
            "KlaNet",
            "MopNet",
            "ZwiNet",
        ),
        (
            "polyp segmentation",
            "leaf segmentation",
            "brick inspection",
            "ship tracking",
            "glacier mapping",
            "rust detection",
            "mushroom identification",
            "stamp restoration",
            "bird counting",
            "tile matching",
        ),
    ),
}


def paper(day: dt.date, number: int, title: str, abstract: str, primary: str = "cs.LG") -> Paper:
    """One paper; ``number`` tells it from the others of its month."""
    return Paper(f"{day:%y%m}.{number:05}", title, abstract, (f"Author {number}",), (primary,), day)


def uses(day: dt.date, number: int, method: str, task: str, kind: str = "texts") -> Paper:
    """A paper that uses a method for a task."""
    text = f"We use {method} for {task} with thin adapters. We evaluate on the {kind.title()}Bench benchmark."
    return paper(day, number, f"{task.capitalize()} with thin adapters, part {number}", text, _PRIMARY[kind])


_PRIMARY = {"texts": "cs.CL", "pictures": "cs.CV"}


def papers() -> list[Paper]:
    """The whole field, oldest first."""
    return [*_introduced(), *_used()]


def _introduced() -> Iterator[Paper]:
    methods = [(name, kind) for kind, (names, _) in KINDS.items() for name in names]
    for number, (name, kind) in enumerate(methods):
        day = START - dt.timedelta(days=30 - number)
        yield paper(
            day,
            number,
            f"{name}: A Method of Thin Adapters",
            f"We propose {name}, a method of thin adapters.",
            _PRIMARY[kind],
        )


def _used() -> Iterator[Paper]:
    chance = random.Random(1)
    for number in range(PAPERS):
        kind = chance.choice(sorted(KINDS))
        methods, tasks = KINDS[kind]
        # Later methods are rarer, so that pairs are still open at the end.
        method = methods[min(chance.randrange(12), chance.randrange(12))]
        task = tasks[chance.randrange(10)]
        yield uses(START + dt.timedelta(days=STEP * number), 10_000 + number, method, task, kind)
