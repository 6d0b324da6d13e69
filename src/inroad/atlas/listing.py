"""Things as METHODS: their numbers, ids, names, and every spelling of theirs."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from inroad.atlas.namesakes import UNKNOWN_SENSE
from inroad.atlas.past import LISTED, NUMBER, Past
from inroad.atlas.schema import ALIASES, LOOKS, METHODS
from inroad.atlas.tables import Tables, merged, renumbered
from inroad.atlas.unintroduced import Unintroduced

_LOOK = ("name", "kind", "long_form")


@dataclass(frozen=True, slots=True)
class Listed:
    """All methods by now."""

    methods: pl.DataFrame
    """METHODS, and ``key``, ``sense``, ``since`` (the paper from which on it is listed), ``new``."""
    looks: pl.DataFrame
    """LOOKS."""
    numbers: pl.Series
    """The number of each method that was listed before."""

    def table(self) -> pl.DataFrame:
        """METHODS."""
        return self.methods.select(METHODS.names())

    def remembered(self) -> pl.DataFrame:
        """LISTED."""
        return self.methods.select(LISTED.names())

    def as_first_listed(self) -> pl.DataFrame:
        """``methods`` as they looked when they were first listed: later looks are news to earlier papers."""
        first = self.looks.unique("method", keep="first", maintain_order=True)
        looked = pl.col("since_first").is_not_null()
        joined = self.methods.join(first, on="method", how="left", suffix="_first", maintain_order="left")
        then = [pl.when(looked).then(f"{name}_first").otherwise(name).alias(name) for name in _LOOK]
        return joined.with_columns(then).select(self.methods.columns)


def listed(
    past: Past,
    tables: Tables,
    keys: pl.DataFrame,
    introduced: pl.DataFrame,
    vague: Unintroduced,
    papers: pl.DataFrame,
    facts: pl.DataFrame,
) -> Listed:
    """Methods by first appearance, those of earlier papers and new ones.

    Args:
        past, tables: what is known of earlier papers.
        keys: KEYS.
        introduced: the new senses: paper, key, sense, name, kind, long_form.
        vague: the new looks of things that nobody introduces.
        papers: PAPERS.
        facts: paper, paper_id of the new ones.
    """
    looks = vague.looks
    latest = looks.unique("sense", keep="last", maintain_order=True).select("sense", *_LOOK)
    before = pl.concat([tables.methods, past.listed], how="horizontal").with_columns(new=pl.lit(False))
    old = before.update(latest, on="sense", how="left", include_nulls=True) if len(latest) else before
    new = pl.concat([_introduced(introduced, papers), _vague(looks, latest, past)], how="diagonal_relaxed")
    every = pl.concat([old, _with_id(new, past, keys, facts)], how="diagonal_relaxed")
    every = every.rename({"method": "old"}).with_columns(text=keys["text"].gather(every["key"]))
    every = every.sort("first_paper", "text", "sense").with_row_index("method")
    numbers = every.drop_nulls("old").sort("old")["method"]
    methods = every.select(*METHODS.names(), "key", "sense", "since", "new").cast(METHODS)
    return Listed(methods, _looks(renumbered(tables.looks, numbers, "method"), looks, methods), numbers)


def _introduced(introduced: pl.DataFrame, papers: pl.DataFrame) -> pl.DataFrame:
    columns = introduced.select(
        "key", "sense", *_LOOK, introduced_by="paper", first_paper="paper", since="paper"
    )
    return columns.with_columns(known=papers["date"].gather(introduced["paper"]))


def _vague(looks: pl.DataFrame, latest: pl.DataFrame, past: Past) -> pl.DataFrame:
    """Unintroduced things that are listed now for the first time."""
    first = looks.unique("sense", keep="first", maintain_order=True)
    fresh = first.join(past.listed.select("sense"), on="sense", how="anti", maintain_order="left")
    columns = fresh.select("sense", "key", "first_paper", since="known", known="since")
    return columns.join(latest, on="sense", maintain_order="left")


def _with_id(new: pl.DataFrame, past: Past, keys: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
    """``new`` with ids: the first thing known by a name keeps it plain, later ones carry their paper."""
    text = keys["text"].gather(new["key"])
    paper_id = facts["paper_id"].gather(new["introduced_by"] - facts["paper"][0])
    first = (pl.col("since").rank("ordinal").over("key") == 1) & ~pl.col("key").is_in(
        past.listed["key"].unique().implode()
    )
    return new.with_columns(
        method=pl.lit(None, NUMBER),
        new=pl.lit(True),
        method_id=pl.when(first).then(text).otherwise(text + "@" + paper_id.fill_null("unknown")),
    )


def _looks(before: pl.DataFrame, looks: pl.DataFrame, methods: pl.DataFrame) -> pl.DataFrame:
    """LOOKS, those of one method in order of time."""
    numbered = looks.join(methods.select("sense", "method"), on="sense", maintain_order="left")
    every = pl.concat([before, numbered.select(LOOKS.names()).cast(LOOKS)])
    return every.sort("method", maintain_order=True)


def aliases(
    before: pl.DataFrame, mentions: pl.DataFrame, known: Listed, papers: pl.DataFrame
) -> pl.DataFrame:
    """ALIASES: every spelling that papers use for a method, and long forms, since the day it was known.

    Args:
        before: ALIASES of earlier papers, renumbered.
        mentions: the new ones: method, paper, surface.
        known: the methods.
        papers: PAPERS.
    """
    spelled = mentions.group_by("method", alias="surface").agg(pl.col("paper").min())
    own = known.methods.filter(pl.col("sense") < UNKNOWN_SENSE, "new").drop_nulls("long_form")
    dated = pl.concat([spelled, own.select("method", alias="long_form", paper="introduced_by")])
    dated = dated.with_columns(since=papers["date"].gather(dated["paper"]))
    told = known.looks.drop_nulls("long_form").select("method", "since", alias="long_form")
    every = pl.concat([dated.select(ALIASES.names()), told.select(ALIASES.names())])
    return _with_spellings(before, every.group_by("method", "alias").agg(pl.col("since").min()).cast(ALIASES))


def _with_spellings(before: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """ALIASES with those of ``found`` that are new; what was there is as old, for papers come in order."""
    fresh = found.join(before, on=["method", "alias"], how="anti")
    touched = pl.col("method").is_in(fresh["method"].unique().implode())
    among = pl.concat([before.filter(touched), fresh.select(before.columns)])
    return merged(before.filter(~touched), among.sort("method", "since", "alias"), "method")
