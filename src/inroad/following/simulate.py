"""Readers made of authors' histories, to learn and to measure the ranking by what really happened.

A reader likes what an author wrote last before a day; what the same author wrote in the month after is what
they would have liked to be told of.  Dislikes are papers of others, at random.  Names do not count in the
ranking of such readers: the paper to be found has the reader's own name on it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl

from inroad.following.background import BACKGROUND, BEFORE_DAYS, on_shelf, shuffled
from inroad.following.shelf import Shelf, Vectors
from inroad.following.stock import Stock

Half = Literal["dev", "test"]
MOST_BEFORE = 60
"""A name with more papers than this is several people's."""
LEAST_AFTER = 2
"""Papers of the month after that there must be to find."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """One reader; papers as ids."""

    name: str
    likes: tuple[str, ...]
    """Oldest first."""
    dislikes: tuple[str, ...]
    relevant: tuple[str, ...]


def half(name: str) -> Half:
    """Which part a name belongs to, for ever."""
    return "dev" if hashlib.sha256(name.encode()).digest()[0] < 128 else "test"


def readers(
    papers: pl.DataFrame, first: dt.date, last: dt.date, likes: int, dislikes: int, most: int, of: Half
) -> tuple[Simulated, ...]:
    """Readers of one half, at most ``most``, chosen by a hash of their names.

    Args:
        papers: paper_id, authors and date.
        first: first day of what is to be found.
        last: its last day.
        likes: papers that each reader likes.
        dislikes: papers that each reader dislikes.
        most: readers wanted.
        of: dev or test.
    """
    wrote = papers.drop_nulls("authors").select("paper_id", "date", "authors").explode("authors")
    before, after = pl.col("date") < first, pl.col("date").is_between(first, last)
    counts = wrote.group_by("authors").agg(before=before.sum(), after=after.sum())
    able = counts.filter(
        pl.col("before").is_between(likes, MOST_BEFORE),
        pl.col("after") >= LEAST_AFTER,
        pl.col("authors").str.contains(" "),
    )
    names = sorted((name for name in able["authors"] if half(name) == of), key=_order)[:most]
    theirs = wrote.filter(pl.col("authors").is_in(names)).sort("date", "paper_id")
    old = papers.filter(
        pl.col("date").is_between(first - dt.timedelta(days=BEFORE_DAYS), first, closed="left")
    )
    pool = old["paper_id"].sort().to_list()
    grouped = {name: rows for (name,), rows in theirs.group_by("authors", maintain_order=True)}
    return tuple(_reader(name, grouped[name], first, last, likes, dislikes, pool) for name in names)


def _order(name: str) -> bytes:
    return hashlib.sha256(f"order {name}".encode()).digest()


def _reader(
    name: str,
    rows: pl.DataFrame,
    first: dt.date,
    last: dt.date,
    likes: int,
    dislikes: int,
    pool: Sequence[str],
) -> Simulated:
    liked = rows.filter(pl.col("date") < first)["paper_id"].to_list()
    found = rows.filter(pl.col("date").is_between(first, last))["paper_id"].to_list()
    others = sorted(set(pool) - set(liked))
    seed = int.from_bytes(_order(name)[:8], "big")
    chosen = np.random.default_rng(seed).choice(len(others), dislikes, replace=False)
    return Simulated(
        name, tuple(liked[-likes:]), tuple(others[each] for each in chosen), tuple(dict.fromkeys(found))
    )


# -- their papers ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Month:
    """The papers among which readers have to find theirs, and all others that they need."""

    papers: pl.DataFrame
    """NEWS, oldest first."""
    shelf: Shelf
    """The same papers, row by row."""
    row: dict[str, int]
    """Paper id -> row."""
    new: list[int]
    """Rows of the papers to be ranked."""
    background: list[int]
    """Rows of random papers of the months before."""


def month(
    stock: Stock,
    first: dt.date,
    last: dt.date,
    of: Sequence[Simulated],
    most: int | None = None,
    vectors: Vectors | None = None,
) -> Month:
    """The papers of some days for some readers; nothing after ``last`` is read.

    Args:
        stock: where papers are from.
        first: first day of the papers to be ranked.
        last: their last day.
        of: the readers.
        most: how many papers of these days to rank, those to be found and others at random; None: all.
        vectors: gives vectors of papers, where they were trained.
    """
    named = {each for reader in of for each in (*reader.likes, *reader.dislikes)}
    wanted = {each for reader in of for each in reader.relevant}
    around = stock.between(first - dt.timedelta(days=BEFORE_DAYS), last)
    others = shuffled(
        around.filter(pl.col("date") >= first).filter(~pl.col("paper_id").is_in(sorted(wanted | named)))
    )
    new = wanted | set(others["paper_id"][: None if most is None else most - len(wanted)])
    old = shuffled(around.filter(pl.col("date") < first))
    usual = old["paper_id"].head(BACKGROUND).to_list()
    papers = stock.of(named | new | set(usual)).sort("date", "paper_id", nulls_last=True)
    row = {paper_id: number for number, paper_id in enumerate(papers["paper_id"])}
    made = on_shelf(stock.atlas.until(last), papers, vectors)
    return Month(papers, made, row, sorted(row[each] for each in new), [row[each] for each in usual])


# -- measures -------------------------------------------------------------------------------------


def ndcg(
    scores: np.ndarray[tuple[int], np.dtype[np.float32]], relevant: Sequence[int], places: int = 10
) -> float:
    """Normalised discounted cumulative gain of the first places; ties in the order of rows."""
    order = np.argsort(-scores, kind="stable")[:places]
    discounts = 1 / np.log2(np.arange(2, places + 2))
    gained = float(np.isin(order, relevant) @ discounts[: len(order)])
    return gained / float(discounts[: min(places, len(relevant))].sum())


def auc(scores: np.ndarray[tuple[int], np.dtype[np.float32]], relevant: Sequence[int]) -> float:
    """Chance that a relevant paper scores above another one."""
    from scipy.stats import rankdata

    ranks = rankdata(scores)
    wanted = np.isin(np.arange(len(scores)), relevant)
    inside, outside = int(wanted.sum()), int((~wanted).sum())
    return float((ranks[wanted].sum() - inside * (inside + 1) / 2) / (inside * outside))
