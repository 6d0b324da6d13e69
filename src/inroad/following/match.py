"""Which paper of the corpus somebody means: by arXiv id, by DOI, else by title and about the same year.

The strongest of the three decides.  A title that two papers share is matched to neither, as in
:mod:`inroad.corpus.link`: a wrong match puts a stranger's paper among the likes.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from inroad.corpus.link import title_key
from inroad.following.stock import Stock
from inroad.sources.library import Entry
from inroad.types import Vote

Way = Literal["id", "doi", "title", "undecided", "none"]
YEARS = 1
"""A preprint and its publication are at most so many years apart."""


@dataclass(frozen=True, slots=True)
class Matched:
    """An entry and the id under which it is kept."""

    entry: Entry
    paper_id: str
    way: Way
    """How it was found in the corpus; ``undecided`` and ``none``: it was not."""


def match(stock: Stock, entries: Sequence[Entry]) -> list[Matched]:
    """Each entry once, in order: the same paper under several names is one."""
    there = set(stock.of({each.arxiv_id for each in entries if each.arxiv_id})["paper_id"])
    by_doi = stock.ids_by_doi({each.doi for each in entries if each.doi})
    keys = title_keys([each.title for each in entries])
    by_title = stock.titled({key for key in keys if key})
    found = [
        _one(each, key, there, by_doi, by_title.get(key or "", ()))
        for each, key in zip(entries, keys, strict=True)
    ]
    return list({each.paper_id: each for each in reversed(found)}.values())[::-1]


def ways(found: Sequence[Matched]) -> Counter[Way]:
    """How many were found in which way."""
    return Counter(each.way for each in found)


def title_keys(titles: Sequence[str | None]) -> list[str | None]:
    """Letters and digits of each title; None where too few to tell papers apart."""
    table = pl.DataFrame({"title": titles}, schema={"title": pl.String})
    found: list[str | None] = table.select(title_key()).to_series().to_list()
    return found


def found_since(stock: Stock, votes: Sequence[Vote]) -> dict[str, str]:
    """Id of each vote -> id that the corpus has: what was only a DOI or a title may have come in since."""
    ids = {each.paper_id: each.paper_id for each in votes}
    bare = [each for each in votes if each.paper_id.startswith(("title:", "doi:")) and each.title]
    if not bare:
        return ids
    keys = title_keys([each.title for each in bare])
    titled = stock.titled({key for key in keys if key})
    for each, key in zip(bare, keys, strict=True):
        near = _near(titled.get(key or "", ()), each.year)
        if len(near) == 1:
            ids[each.paper_id] = near[0]
    return ids


# -- one entry ------------------------------------------------------------------------------------


def _one(
    entry: Entry,
    key: str | None,
    there: set[str],
    by_doi: dict[str, str],
    titled: Sequence[tuple[str, dt.date | None]],
) -> Matched:
    if entry.arxiv_id in there:
        return Matched(entry, entry.arxiv_id, "id")
    if entry.doi in by_doi:
        return Matched(entry, by_doi[entry.doi], "doi")
    # An entry that names its arXiv paper is not taken for another one of the same title.
    near = () if entry.arxiv_id else _near(titled, entry.year)
    if len(near) == 1:
        return Matched(entry, near[0], "title")
    return Matched(entry, _own_id(entry, key), "undecided" if near else "none")


def _near(titled: Sequence[tuple[str, dt.date | None]], year: int | None) -> tuple[str, ...]:
    """Papers of one title, if one of them is of about that year; an unknown year is any."""
    near = [date is None or year is None or abs(date.year - year) <= YEARS for _, date in titled]
    return tuple(paper_id for paper_id, _ in titled) if any(near) else ()


def _own_id(entry: Entry, key: str | None) -> str:
    """An id for a paper that the corpus does not have."""
    if entry.arxiv_id:
        return entry.arxiv_id
    if entry.doi:
        return f"doi:{entry.doi}"
    plain = "".join(sign for sign in (entry.title or "").lower() if sign.isalnum())
    return f"title:{key or plain or entry.title}"
