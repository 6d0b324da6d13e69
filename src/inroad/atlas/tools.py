"""The software a paper says it works with, found by name.

Names that mean something else elsewhere (R, Julia, Stan, Ray, Triton, Spark, ROS) count only in a
phrase that shows the tool is meant, near a word that goes with it, or away from one that does not.
The lexicon says which.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import polars as pl

from inroad.atlas.lexicon import flat, found, heard, load, needles, padded, rows_with
from inroad.atlas.schema import FIELDS


@dataclass(frozen=True)
class _Rules:
    """The lexicon, turned around for scanning."""

    literals: dict[str, str]  # padded literal -> tool
    near: pl.DataFrame  # tool, literal: one of these must stand in the text
    unless: pl.DataFrame  # tool, literal: none of these may


@cache
def _rules() -> _Rules:
    lexicon = load("lexicon/tools.toml")

    def pairs(key: str) -> list[tuple[str, str]]:
        return [
            (tool, needle)
            for tool, rule in lexicon.items()
            for word in rule.get(key, ())
            for needle in needles(word)
        ]

    def table(key: str) -> pl.DataFrame:
        return pl.DataFrame(pairs(key), schema={"tool": pl.String, "literal": pl.String}, orient="row")

    return _Rules({needle: tool for tool, needle in pairs("words")}, table("near"), table("unless"))


def _text() -> pl.Expr:
    title, abstract = (flat(pl.col(field), lower=False) for field in FIELDS)
    return padded(pl.concat_str(title, pl.lit(" "), abstract))


def _named(texts: pl.DataFrame, rules: _Rules) -> pl.DataFrame:
    """row, tool, at: each tool a text names and the order in which it does."""
    listed = texts.select("row", literal=found(pl.col("text"), rules.literals)).explode("literal")
    named = listed.with_columns(tool=pl.col("literal").replace_strict(rules.literals, return_dtype=pl.String))
    return named.with_row_index("at").group_by("row", "tool").agg(pl.col("at").min())


def _bound(named: pl.DataFrame, texts: pl.DataFrame, rules: _Rules) -> pl.DataFrame:
    """``named`` without the tools whose context says otherwise."""
    bound = pl.concat([rules.near, rules.unless])
    doubtful = named.filter(pl.col("tool").is_in(bound["tool"].unique().implode()))
    around = (
        texts.join(doubtful.select("row").unique(), on="row", how="semi")
        .select("row", literal=found(pl.col("text"), bound["literal"].unique().sort()))
        .explode("literal")
        .unique()
    )
    met = doubtful.join(around, on="row")
    backed = met.join(rules.near, on=["tool", "literal"], how="semi")
    barred = met.join(rules.unless, on=["tool", "literal"], how="semi")
    needing = named.filter(pl.col("tool").is_in(rules.near["tool"].unique().implode()))
    lacking = needing.join(backed, on=["row", "tool"], how="anti")
    out = pl.concat([barred.select("row", "tool"), lacking.select("row", "tool")])
    return named.join(out, on=["row", "tool"], how="anti")


@cache
def tool_literals() -> pl.Series:
    """What a text that names a tool holds in lower case; most that hold one do."""
    return pl.Series("literal", sorted(_rules().literals)).str.to_lowercase().unique().sort()


def tools(papers: pl.DataFrame, matches: pl.DataFrame | None = None) -> pl.Series:
    """``tools``: names of the tools in order of first mention; empty where none is named.

    Args:
        papers: columns title and abstract.
        matches: those of ``lexicon.heard`` for these papers, if at hand.
    """
    rules = _rules()
    if matches is None:
        matches = heard(papers, tool_literals())
    hinted = rows_with(matches, tool_literals()).to_frame()
    rows = pl.DataFrame({"row": pl.int_range(papers.height, dtype=pl.UInt32, eager=True)})
    texts = pl.concat([rows, papers.select(*FIELDS)], how="horizontal").join(hinted, on="row", how="semi")
    texts = texts.select("row", text=_text())
    kept = _bound(_named(texts, rules), texts, rules).sort("row", "at")
    lists = kept.group_by("row", maintain_order=True).agg(tools=pl.col("tool"))
    joined = rows.join(lists, on="row", how="left", maintain_order="left")
    empty = pl.lit(pl.Series([[]], dtype=pl.List(pl.String)))
    return joined.select(pl.col("tools").fill_null(empty)).to_series()
