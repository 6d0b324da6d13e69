"""Which papers are news: not seen by the last feed, each told once, and not what a reader shuts out.

Pure tables in and out.  ``NEWS`` are papers as the feed needs them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from inroad.atlas.asked import phrase_pattern
from inroad.corpus.link import title_key

NEWS = pl.Schema(
    [
        ("paper_id", pl.String),
        ("title", pl.String),
        ("abstract", pl.String),
        ("authors", pl.List(pl.String)),
        ("category", pl.String),  # the primary one, null if unknown
        ("categories", pl.List(pl.String)),
        ("date", pl.Date),
        ("version", pl.Int32),
    ]
)
LATE = dt.timedelta(days=30)
"""A paper this much older than the last feed can still be news, if the corpus did not have it then."""
_HASH = 8


def pack(paper_ids: Iterable[str]) -> bytes:
    """Ids as a set of hashes, for the journal."""
    return b"".join(sorted(digest(each) for each in set(paper_ids)))


def known(packed: bytes, paper_ids: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which of the ids are in the set."""
    there = {packed[place : place + _HASH] for place in range(0, len(packed), _HASH)}
    return np.array([digest(each) in there for each in paper_ids], bool)


def digest(paper_id: str) -> bytes:
    """Eight bytes that stand for an id."""
    return hashlib.blake2b(paper_id.encode("utf-8", "replace"), digest_size=_HASH).digest()


def unseen(papers: pl.DataFrame, until: dt.date, packed: bytes) -> pl.DataFrame:
    """Papers that are later than the last feed's last day, or that came in late."""
    late = papers["date"] <= until
    seen = pl.Series(known(packed, papers["paper_id"].to_list()), dtype=pl.Boolean)
    return papers.filter(~(late & seen)) if packed else papers.filter(~late)


@dataclass(frozen=True, slots=True)
class Folded:
    """Papers told once."""

    papers: pl.DataFrame
    rows: dict[str, tuple[str, ...]]
    """Id of a paper that stays -> ids of its other rows."""
    gone: int
    """Rows that were taken out."""


def fold(papers: pl.DataFrame, before: pl.DataFrame) -> Folded:
    """One row a title: the earliest stays, and none that was there before.

    Args:
        papers: NEWS.
        before: paper_id and title of older papers.
    """
    keyed = papers.with_columns(key=title_key()).sort("date", "paper_id", nulls_last=True)
    old = before.select(key=title_key(), older="paper_id").drop_nulls().unique("key", keep="any")
    again = keyed.join(old, on="key", how="semi")["paper_id"]
    new = keyed.filter(~pl.col("paper_id").is_in(again.implode()))
    single = pl.col("key").is_null() | pl.col("key").is_first_distinct()
    kept, others = new.filter(single), new.filter(~single)
    by_key: dict[str, list[str]] = {}
    for key, paper_id in others.select("key", "paper_id").iter_rows():
        by_key.setdefault(key, []).append(paper_id)
    of = {p: tuple(by_key[k]) for p, k in kept.select("paper_id", "key").iter_rows() if k in by_key}
    return Folded(kept.drop("key"), of, papers.height - kept.height)


def filtered(papers: pl.DataFrame, only: Collection[str], without: Collection[str]) -> pl.DataFrame:
    """Papers that have one of ``only``, if there are any, and none of ``without``."""
    if only:
        papers = papers.filter(pl.any_horizontal(says(phrase) for phrase in only))
    if without:
        papers = papers.filter(~pl.any_horizontal(says(phrase) for phrase in without))
    return papers


def says(phrase: str) -> pl.Expr:
    """Whether title or abstract has a phrase, in any case and spelling that papers use."""
    pattern = phrase_pattern(phrase)
    return pl.any_horizontal(
        pl.col(column).str.contains(pattern).fill_null(False) for column in ("title", "abstract")
    )
