"""Which introductions to believe: a paper's own words, weighed with what earlier papers said.

A name that a hundred papers used before is hardly introduced now, unless it heads the title; an acronym
whose long form is new is likelier a contribution than one that spells out a common phrase.  The weights
are learnt together with those of the words (``tools/train_introductions.py``).
"""

from __future__ import annotations

import polars as pl

from inroad.atlas.introductions import weights
from inroad.atlas.names import HARD


def long_key(column: str) -> pl.Expr:
    """Long forms compared without case, punctuation and plural."""
    return pl.col(column).str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]", "").str.strip_suffix("s")


def seen_in(spans: pl.DataFrame) -> pl.DataFrame:
    """key, paper, prior: which papers show a name, and how many earlier ones did; in order of papers."""
    shown = spans.select("key", "paper").unique(keep="first", maintain_order=True)
    return shown.with_columns(prior=pl.int_range(pl.len(), dtype=pl.UInt32).over("key"))


def history(items: pl.DataFrame, seen: pl.DataFrame, defined: pl.DataFrame) -> pl.DataFrame:
    """Introductions with what earlier papers said of the same name.

    Args:
        items: key, paper, name, long_form.
        seen: key, paper: which papers show a name.
        defined: key, paper, long_key: which papers say what a name is short for.

    Returns:
        ``items`` with ``long_key`` and, as counts of earlier papers: ``prior`` that show the name, ``same``
        that give it the same long form, ``long_prior`` that write the long form (or the name itself, if
        it has none) as a name or as the long form of anything.
    """
    items = items.with_columns(
        long_key=long_key("long_form"),
        both=pl.col("key") + "|" + long_key("long_form").fill_null(""),
        phrase=long_key("long_form").fill_null(long_key("name")),
    )
    pairs = defined.select(pl.col("key") + "|" + pl.col("long_key"), "paper")
    phrases = pl.concat([seen.select("key", "paper"), defined.select(key="long_key", paper="paper")])
    items = _earlier(items, seen, "key", "prior")
    items = _earlier(items, pairs, "both", "same")
    return _earlier(items, phrases, "phrase", "long_prior").drop("both", "phrase")


def _earlier(items: pl.DataFrame, shown: pl.DataFrame, column: str, name: str) -> pl.DataFrame:
    """``items`` with the number of earlier papers that show what stands in ``column``, as ``name``."""
    asked = items.select(key=column, paper="paper", mark=pl.lit(0, pl.UInt32)).unique()
    events = shown.join(asked.select("key").unique(), on="key", how="semi").select("key", "paper").unique()
    line = pl.concat([events.with_columns(mark=pl.lit(1, pl.UInt32)), asked]).sort("key", "paper", "mark")
    counts = line.with_columns(pl.col("mark").cum_sum().over("key").alias(name)).filter(pl.col("mark") == 0)
    told = counts.select(pl.col("key").alias(column), "paper", name)
    return items.join(told, on=[column, "paper"], how="left", maintain_order="left")


def weighed(items: pl.DataFrame) -> pl.DataFrame:
    """Introductions with their history, and ``z``: the log-odds that the paper introduces the name.

    Args:
        items: as of :func:`history`, with score, shape and headed.
    """
    w = weights()
    prior, new = pl.col("prior").log1p(), pl.col("prior") == 0
    z = (
        pl.col("score")
        + w["log prior"] * prior
        + w["log same"] * pl.col("same").log1p()
        + w["log long prior"] * pl.col("long_prior").log1p()
        + w["first"] * new
        + w["first hard"] * (new & (pl.col("shape") == HARD))
        + w["new long"] * (pl.col("long_form").is_not_null() & (pl.col("same") == 0))
        + w["prior headed"] * prior * pl.col("headed")
    )
    return items.with_columns(z=z)
