"""Which of several things of one name a paper means.

Told from what is known on the day of the paper: its own introduction, a long form that it gives, the
company it keeps beside that of the papers that introduced the namesakes, and how often each was meant
before.  The thing that nobody in the corpus introduced is always one of the choices.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import log2
from operator import itemgetter

import polars as pl

from inroad.atlas.company import Company

UNKNOWN_SENSE = 1 << 31
"""Senses from here on stand for a name's unintroduced meaning, numbered by key."""

_HABIT = 0.07
"""Worth of each doubling of the papers that meant a thing before, in units of likeness."""
_GUESS = 0.3
"""What a paper counts as habit that did not itself say which thing it means."""
_STRANGER = 0.04
"""Likeness granted to the unintroduced meaning, whose company is not known."""


def meanings(
    seen: pl.DataFrame, senses: pl.DataFrame, defined: pl.DataFrame, papers: pl.DataFrame
) -> pl.DataFrame:
    """key, paper, sense for every paper that shows a name.

    Args:
        seen: key, paper, prior.
        senses: key, paper, sense, long_key: the introductions that count.
        defined: key, paper, long_key: the long forms that papers give.
        papers: paper, title, primary.
    """
    unknown = (
        seen.select("key")
        .unique()
        .sort("key")
        .with_columns(unknown=pl.int_range(pl.len(), dtype=pl.UInt32) + UNKNOWN_SENSE)
    )
    seen = seen.join(unknown, on="key", how="left", maintain_order="left")
    own = seen.join(
        senses.select("key", "paper", pl.col("sense").alias("own")),
        on=["key", "paper"],
        how="left",
        maintain_order="left",
    )
    single, several = _split(own, senses)
    decided = _decide(several, senses, defined, papers, seen.select("paper", "key"))
    return pl.concat([single.select("key", "paper", "sense"), decided])


def _split(seen: pl.DataFrame, senses: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Names with nothing to decide (with their sense), and the others.

    Nothing is to be decided where nobody introduced the name, nor where the one who did was the first to
    show it, until a namesake comes.
    """
    counts = (
        senses.sort("paper")
        .group_by("key", maintain_order=True)
        .agg(
            one=pl.col("sense").first(),
            origin=pl.col("paper").first(),
            second=pl.col("paper").get(1, null_on_oob=True),
        )
    )
    joined = seen.join(counts, on="key", how="left", maintain_order="left")
    alone = (pl.col("origin") == pl.col("paper").min().over("key")).fill_null(False)
    before = alone & (pl.col("paper") < pl.col("second")).fill_null(True)
    joined = joined.with_columns(own=pl.coalesce("own", pl.when(before).then("one")))
    plain = pl.col("origin").is_null() | (alone & pl.col("second").is_null())
    single = joined.filter(plain).with_columns(sense=pl.coalesce("own", "unknown"))
    return single, joined.filter(~plain).select(seen.columns)


def _decide(
    rows: pl.DataFrame, senses: pl.DataFrame, defined: pl.DataFrame, papers: pl.DataFrame, names: pl.DataFrame
) -> pl.DataFrame:
    """Go through the papers of each shared name in order of time."""
    told = rows.join(_told(defined, senses), on=["key", "paper"], how="left", maintain_order="left")
    options = _options(told, senses, papers, names)
    full = told.join(options, on=["key", "paper"], how="left", maintain_order="left").sort("key", "paper")
    columns = ("unknown", "own", "told", "other", "senses", "likeness")
    table = zip(full["key"].to_list(), *(full[name].to_list() for name in columns), strict=True)
    chosen: list[int] = []
    for _, group in groupby(table, key=itemgetter(0)):
        chosen.extend(_through_time(group))
    return full.select("key", "paper", sense=pl.Series(chosen, dtype=pl.UInt32))


Row = tuple[str, int, int | None, int | None, bool | None, list[int] | None, list[float] | None]
"""key, its unintroduced sense, own, told, other, and the senses to choose from with their likeness."""


def _through_time(group: Iterator[Row]) -> Iterator[int]:
    """The sense of each row of one name, earlier choices making later ones likelier."""
    meant: dict[int, float] = {}
    for _, unknown, own, told, other, senses, likeness in group:
        sense, weight = own if own is not None else told, 1.0
        if sense is None and other:
            sense = unknown
        elif sense is None:
            sense, weight = _likeliest(unknown, senses or (), likeness or (), meant), _GUESS
        meant[sense] = meant.get(sense, 0.0) + weight
        yield sense


def _likeliest(
    unknown: int, senses: Sequence[int], likeness: Sequence[float], meant: dict[int, float]
) -> int:
    """The sense whose company and habit speak for it most; of equals the unintroduced, then the oldest."""
    best, most = unknown, _STRANGER + _HABIT * log2(1 + meant.get(unknown, 0.0))
    for sense, alike in zip(senses, likeness, strict=True):
        worth = alike + _HABIT * log2(1 + meant.get(sense, 0.0))
        if worth > most:
            best, most = sense, worth
    return best


def _told(defined: pl.DataFrame, senses: pl.DataFrame) -> pl.DataFrame:
    """key, paper, told (the sense whose long form the paper gives), other (it gives another one)."""
    long_forms = senses.drop_nulls("long_key").select("key", "long_key", "sense", since="paper")
    first = defined.sort("key", "paper", "long_key").unique(
        ["key", "paper"], keep="first", maintain_order=True
    )
    joined = first.select("key", "paper", "long_key").join(
        long_forms, on=["key", "long_key"], how="left", maintain_order="left"
    )
    matches = pl.col("since") <= pl.col("paper")
    return (
        joined.with_columns(told=pl.when(matches).then("sense"))
        .group_by("key", "paper")
        .agg(told=pl.col("told").min())
        .with_columns(other=pl.col("told").is_null())
    )


def _options(
    rows: pl.DataFrame, senses: pl.DataFrame, papers: pl.DataFrame, names: pl.DataFrame
) -> pl.DataFrame:
    """key, paper, senses, likeness: the things introduced by then, for papers that do not say themselves."""
    undecided = rows.filter(pl.col("own").is_null() & pl.col("other").is_null()).select("key", "paper")
    origins = senses.select("key", "sense", origin="paper")
    pairs = undecided.join(origins, on="key").filter(pl.col("origin") <= pl.col("paper")).sort("sense")
    needed = pl.concat([pairs["paper"], pairs["origin"]]).unique().implode()
    kept = papers.filter(pl.col("paper").is_in(needed)), names.filter(pl.col("paper").is_in(needed))
    alike = Company(*kept).likeness(pairs["paper"].to_numpy(), pairs["origin"].to_numpy())
    valued = pairs.with_columns(likeness=pl.Series(alike, dtype=pl.Float64))
    return valued.group_by("key", "paper", maintain_order=True).agg(senses="sense", likeness="likeness")
