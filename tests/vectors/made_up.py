"""Made-up papers in which titles and abstracts never use the same words for the same thing.

A paper is about one of a dozen things.  Its title calls it by one word, its abstract by another, so that only
what was learnt from pairs can bring a title near the abstract of a *different* paper about the same thing.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable

import polars as pl

from inroad.search.vectors.train import Settings

THINGS = 12
SETTINGS = Settings(dimensions=16, epochs=12, batch=64)
FIRST_DAY = dt.date(2024, 1, 1)

Row = tuple[str, str, str | None, dt.date | None]


def papers(count: int = 480, start: int = 0) -> pl.DataFrame:
    """So many papers, a dozen a day."""
    return table(paper(number) for number in range(start, start + count))


def paper(number: int) -> Row:
    """One paper; its number decides everything about it."""
    thing, rng = number % THINGS, random.Random(number)
    title = f"{said_in_title(thing)} {filler(rng)} number{number}"
    abstract = " ".join([said_in_abstract(thing), *(filler(rng) for _ in range(6))])
    return f"2401.{number:05}", title, abstract, FIRST_DAY + dt.timedelta(days=number // THINGS)


def said_in_title(thing: int) -> str:
    """What titles call it."""
    return f"tix{'abcdefghijkl'[thing]}q"


def said_in_abstract(thing: int) -> str:
    """What abstracts call it."""
    return f"aby{'abcdefghijkl'[thing]}q"


def filler(rng: random.Random) -> str:
    """A word that says nothing."""
    return rng.choice(("the", "method", "results", "paper", "show", "deep", "novel", "large"))


def table(rows: Iterable[Row]) -> pl.DataFrame:
    """Papers as the corpus gives them."""
    shape = {"paper_id": pl.String, "title": pl.String, "abstract": pl.String, "date": pl.Date}
    return pl.DataFrame(list(rows), shape, orient="row")
