"""The software a paper says it works with, found by name.

Names that mean something else elsewhere (R, Julia, Stan, Ray, Triton, Spark, ROS) count only in a
phrase that shows the tool is meant, near a word that goes with it, or away from one that does not.
The lexicon says which.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import polars as pl

from inroad.atlas.lexicon import flat, found, load, needles, padded
from inroad.atlas.schema import FIELDS


@dataclass(frozen=True)
class _Rules:
    """The lexicon, turned around for scanning."""

    literals: dict[str, str]  # padded literal -> tool
    hints: list[str]  # of which every text that names a tool holds one
    near: pl.DataFrame  # tool, literal: one of these must stand in the text
    unless: pl.DataFrame  # tool, literal: none of these may


def _hint(phrase: str) -> str:
    """A part of ``phrase`` that stands in the raw text too, where a hyphen may join its words."""
    longest = max(phrase.replace(".", " ").split(), key=lambda word: (not word.islower(), len(word)))
    return longest if len(longest) > 2 else phrase


@cache
def _rules() -> _Rules:
    lexicon = load("lexicon/tools.toml")

    def pairs(key: str) -> list[tuple[str, str]]:
        return [(tool, needle) for tool, rule in lexicon.items() for word in rule.get(key, ())
                for needle in needles(word)]

    def table(key: str) -> pl.DataFrame:
        return pl.DataFrame(pairs(key), schema={"tool": pl.String, "literal": pl.String}, orient="row")

    hints = sorted({_hint(word) for rule in lexicon.values() for word in rule["words"]})
    return _Rules({needle: tool for tool, needle in pairs("words")}, hints, table("near"), table("unless"))


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
    around = texts.join(doubtful.select("row").unique(), on="row", how="semi").select(
        "row", literal=found(pl.col("text"), bound["literal"].unique().sort())
    ).explode("literal").unique()
    met = doubtful.join(around, on="row")
    backed = met.join(rules.near, on=["tool", "literal"], how="semi")
    barred = met.join(rules.unless, on=["tool", "literal"], how="semi")
    needing = named.filter(pl.col("tool").is_in(rules.near["tool"].unique().implode()))
    lacking = needing.join(backed, on=["row", "tool"], how="anti")
    out = pl.concat([barred.select("row", "tool"), lacking.select("row", "tool")])
    return named.join(out, on=["row", "tool"], how="anti")


def tools(papers: pl.DataFrame) -> pl.Series:
    """``tools``: names of the tools in order of first mention; empty where none is named."""
    rules = _rules()
    hinted = pl.any_horizontal(pl.col(FIELDS).str.contains_any(rules.hints).fill_null(False))
    texts = papers.select(*FIELDS).with_row_index("row").filter(hinted).select("row", text=_text())
    kept = _bound(_named(texts, rules), texts, rules).sort("row", "at")
    lists = kept.group_by("row", maintain_order=True).agg(tools=pl.col("tool"))
    rows = pl.DataFrame({"row": pl.int_range(papers.height, dtype=pl.UInt32, eager=True)})
    joined = rows.join(lists, on="row", how="left", maintain_order="left")["tools"]
    empty = pl.lit(pl.Series([[]], dtype=pl.List(pl.String)))
    return joined.to_frame().select(pl.col("tools").fill_null(empty)).to_series()
