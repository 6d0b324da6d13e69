"""Which of several things of one name a paper means.

Told from what is known on the day of the paper: its own introduction, a long form that it gives, the
company it keeps beside that of the papers that introduced the namesakes, and how often each was meant
before.  The thing that nobody in the corpus introduced is always one of the choices.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from math import log2

import polars as pl

from inroad.atlas.company import Company

UNKNOWN_SENSE = 1 << 31
"""Senses from here on stand for a name's unintroduced meaning, numbered by key."""

_HABIT = 0.07
"""Worth of each doubling of the papers that meant a thing before, in units of likeness."""
_STRANGER = 0.04
"""Likeness granted to the unintroduced meaning, whose company is not known."""


def meanings(seen: pl.DataFrame, senses: pl.DataFrame, defined: pl.DataFrame, papers: pl.DataFrame) -> pl.DataFrame:
    """key, paper, sense for every paper that shows a name.

    Args:
        seen: key, paper, prior.
        senses: key, paper, sense, long_key: the introductions that count.
        defined: key, paper, long_key: the long forms that papers give.
        papers: paper, title, primary.
    """
    unknown = seen.select("key").unique().sort("key").with_columns(
        unknown=pl.int_range(pl.len(), dtype=pl.UInt32) + UNKNOWN_SENSE
    )
    seen = seen.join(unknown, on="key", how="left", maintain_order="left")
    own = seen.join(senses.select("key", "paper", pl.col("sense").alias("own")), on=["key", "paper"], how="left", maintain_order="left")
    single, several = _split(own, senses)
    # Names with one meaning are the company by which the others are told apart.
    decided = _decide(several, senses, defined, papers, single.select("paper", "key"))
    return pl.concat([single.select("key", "paper", "sense"), decided]).sort("key", "paper")


def _split(seen: pl.DataFrame, senses: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Names with nothing to decide (with their sense), and the others.

    Nothing is to be decided where nobody introduced the name, or where the one who did was the first to
    show it.
    """
    counts = senses.group_by("key").agg(n=pl.len(), one=pl.col("sense").min(), first=pl.col("paper").min())
    joined = seen.join(counts, on="key", how="left", maintain_order="left")
    start = pl.col("paper").min().over("key")
    plain = pl.col("n").is_null() | ((pl.col("n") == 1) & (pl.col("first") == start))
    single = joined.filter(plain).with_columns(sense=pl.coalesce("own", "one", "unknown"))
    return single, joined.filter(~plain).select(seen.columns)


def _decide(
    rows: pl.DataFrame, senses: pl.DataFrame, defined: pl.DataFrame, papers: pl.DataFrame, names: pl.DataFrame
) -> pl.DataFrame:
    """Go through the papers of each shared name in order of time."""
    if rows.is_empty():
        return rows.select("key", "paper", sense=pl.col("unknown"))
    rows = rows.join(_told(defined, senses), on=["key", "paper"], how="left", maintain_order="left").sort("key", "paper")
    likeness = _likeness(rows, senses, papers, names)
    keys = rows["key"].to_list()
    table = zip(keys, rows["paper"], rows["unknown"], rows["own"], rows["told"], rows["other"], strict=True)
    chosen: list[int] = []
    for _, group in groupby(table, key=lambda row: row[0]):
        chosen.extend(_through_time(group, likeness))
    return rows.select("key", "paper", sense=pl.Series(chosen, dtype=pl.UInt32))


def _through_time(
    group: Iterator[tuple[str, int, int, int | None, int | None, bool | None]], likeness: Likeness
) -> list[int]:
    """The sense of each row of one name, earlier choices making later ones likelier."""
    meant: dict[int, int] = {}
    chosen = []
    for key, paper, unknown, own, told, other in group:
        if own is not None or told is not None:
            sense = own if own is not None else told
        elif other:
            sense = unknown
        else:
            options = [(unknown, _STRANGER), *likeness.get((key, paper), ())]
            sense = max(options, key=lambda option: (option[1] + _HABIT * log2(1 + meant.get(option[0], 0)), -option[0]))[0]
        assert sense is not None
        meant[sense] = meant.get(sense, 0) + 1
        chosen.append(sense)
    return chosen


def _told(defined: pl.DataFrame, senses: pl.DataFrame) -> pl.DataFrame:
    """key, paper, told (the sense whose long form the paper gives), other (it gives another one)."""
    long_forms = senses.drop_nulls("long_key").select("key", "long_key", "sense", since="paper")
    first = defined.sort("key", "paper", "long_key").unique(["key", "paper"], keep="first", maintain_order=True)
    joined = first.select("key", "paper", "long_key").join(long_forms, on=["key", "long_key"], how="left", maintain_order="left")
    matches = pl.col("since") <= pl.col("paper")
    return (
        joined.with_columns(told=pl.when(matches).then("sense"))
        .group_by("key", "paper")
        .agg(told=pl.col("told").min())
        .with_columns(other=pl.col("told").is_null())
    )


Likeness = dict[tuple[str, int], list[tuple[int, float]]]
"""For a name in a paper, each sense introduced by then and how alike the two papers are."""


def _likeness(rows: pl.DataFrame, senses: pl.DataFrame, papers: pl.DataFrame, names: pl.DataFrame) -> Likeness:
    """The likeness of every row that neither introduces the name nor says what it is short for."""
    undecided = rows.filter(pl.col("own").is_null() & pl.col("other").is_null())
    origins = senses.select("key", "sense", origin="paper")
    pairs = undecided.select("key", "paper").join(origins, on="key").filter(pl.col("origin") <= pl.col("paper"))
    if pairs.is_empty():
        return {}
    pairs = pairs.sort("key", "paper", "sense")
    needed = pl.concat([pairs["paper"], pairs["origin"]]).unique().implode()
    company = Company(papers.filter(pl.col("paper").is_in(needed)).sort("paper"), names.filter(pl.col("paper").is_in(needed)))
    values = company.likeness(pairs["paper"].to_numpy(), pairs["origin"].to_numpy())
    found: Likeness = {}
    for key, paper, sense, value in zip(pairs["key"], pairs["paper"], pairs["sense"], values, strict=True):
        found.setdefault((key, paper), []).append((sense, float(value)))
    return found
