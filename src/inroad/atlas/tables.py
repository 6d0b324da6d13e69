"""The atlas's tables as values: what a join makes, and from what the next one goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from inroad.atlas.past import packed
from inroad.atlas.phrases import PHRASES
from inroad.atlas.schema import ALIASES, AUTHORS, LOOKS, MENTIONS, METHODS, PAPERS, RELATED, STATED

LOOKED_AT = pl.Schema(
    {name: PAPERS[name] for name in ("paper", "title", "date", "primary", "authors", "applied")}
)
"""The columns of PAPERS at which joins of later papers look."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of ``schema``."""

    papers: pl.DataFrame
    """While joins go on LOOKED_AT, for what they need not is most of it."""
    authors: pl.DataFrame
    methods: pl.DataFrame
    looks: pl.DataFrame
    aliases: pl.DataFrame
    mentions: pl.DataFrame
    related: pl.DataFrame
    phrases: pl.DataFrame
    stated: pl.DataFrame


Made = Callable[[Mapping[str, pl.DataFrame | pl.LazyFrame]], None]
"""Given tables, by their names in Tables or Past, as soon as they are what they will be after a step."""


def ignore(_: Mapping[str, pl.DataFrame | pl.LazyFrame]) -> None:
    """Wait for the end of the step."""


def empty() -> Tables:
    """No papers, nothing said, as joins begin."""
    schemas = (LOOKED_AT, AUTHORS, METHODS, LOOKS, ALIASES, MENTIONS, RELATED, PHRASES, STATED)
    return Tables(*(schema.to_frame() for schema in schemas))


def summed(*dropped: dict[str, int]) -> dict[str, int]:
    """Counts by reason, added up."""
    total = Counter[str]()
    for each in dropped:
        total.update(each)
    return dict(total)


def renumbered(table: pl.DataFrame, numbers: pl.Series, *columns: str) -> pl.DataFrame:
    """``table`` with the new numbers of methods in place of the old ones, which are their positions."""
    return table.with_columns(numbers.gather(table[column]).alias(column) for column in columns)


def merged(older: pl.DataFrame, newer: pl.DataFrame, *by: str) -> pl.DataFrame:
    """Two tables, each sorted by one or two numbers, sorted together; what is equal stays as it is."""
    both = pl.concat([older, newer.select(older.columns)])
    if older.is_empty() or newer.is_empty():
        return both
    # Two sorted runs: merging them takes a tenth of the time of sorting.
    columns = [both[name] for name in by]
    order = np.argsort(packed(*columns) if len(columns) > 1 else columns[0].to_numpy(), kind="stable")
    return both[order]


@dataclass(frozen=True, slots=True)
class Named:
    """Places where papers name methods, each table sorted by (method, paper, field, start)."""

    new: pl.DataFrame
    """MENTIONS and ``cue``, of new papers, and of earlier ones that name what is listed only now."""
    before: pl.DataFrame
    """MENTIONS that were known before."""
    every: pl.DataFrame
    """MENTIONS, both together."""


def named(new: pl.DataFrame, before: pl.DataFrame | None = None) -> Named:
    """New places and those that were known before, if any."""
    before = MENTIONS.to_frame() if before is None else before
    return Named(new, before, merged(before, new, "method", "paper"))
