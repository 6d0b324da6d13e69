"""Who is active in a set of papers, and how many came in from outside lately.

People are told apart by written name only, and only where a paper's authors are known: a person not
listed may be missing for want of author data, so both figures say what they were counted on.
"""

from __future__ import annotations

import datetime as dt

import polars as pl

from inroad.types import Evidence, Person


def active(
    papers: pl.DataFrame, authors: pl.DataFrame, *, top: int = 10, examples: int = 2
) -> tuple[Person, ...]:
    """The people with most papers in ``papers``, ties to the more recent, then by name.

    Args:
        papers: PAPERS rows of the field; paper, paper_id, title, date and authors are read.
        authors: AUTHORS.
        top: at most so many people.
        examples: latest papers shown as evidence a person.
    """
    columns = ("paper", "paper_id", "title", "date")
    wrote = papers.select(*columns, author="authors").drop_nulls(["author", "date"]).explode("author")
    # A list that names somebody twice is one paper of theirs all the same.
    wrote = wrote.drop_nulls("author").unique(["author", "paper"]).sort("author", "date", "paper")
    counts = (
        wrote.group_by("author")
        .agg(
            pl.len().alias("papers"), pl.col("date").last(), pl.struct(columns).tail(examples).alias("shown")
        )
        .join(authors, on="author")
        .sort(["papers", "date", "name", "author"], descending=[True, True, False, False])
    )
    return tuple(
        Person(row["name"], row["papers"], row["date"], _evidence(row["shown"]))
        for row in counts.head(top).iter_rows(named=True)
    )


def _evidence(shown: list[dict[str, object]]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            paper_id=str(row["paper_id"]), title=str(row["title"]), date=_day(row["date"]), note="author"
        )
        for row in reversed(shown)
    )


def _day(value: object) -> dt.date | None:
    return value if isinstance(value, dt.date) else None


def first_papers(papers: pl.DataFrame, until: dt.date) -> tuple[int, int]:
    """First papers by newcomers in the 12 months up to ``until``: (such papers, papers it is known of).

    A newcomer is a first author without an earlier paper in the corpus; the corpus starts somewhere, so
    this is an upper bound.  Papers after ``until`` are left out.

    Args:
        papers: PAPERS rows of the field; date and newcomer are read.
        until: last day counted; the first is the day after the same day a year before.
    """
    since = pl.lit(until).dt.offset_by("-1y")
    told = papers.filter((pl.col("date") > since) & (pl.col("date") <= until))["newcomer"].drop_nulls()
    return int(told.sum()), len(told)
