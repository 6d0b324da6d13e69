"""All of the atlas's tables from the papers and their readings: pure, table in and table out."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from inroad.atlas.phrases import phrase_counts
from inroad.atlas.readings import taken_apart
from inroad.atlas.relations import related
from inroad.atlas.resolve import Resolved, resolve
from inroad.atlas.schema import AUTHORS, MENTIONS, PAPERS, STATED


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of ``schema``."""

    papers: pl.DataFrame
    authors: pl.DataFrame
    methods: pl.DataFrame
    looks: pl.DataFrame
    aliases: pl.DataFrame
    mentions: pl.DataFrame
    related: pl.DataFrame
    phrases: pl.DataFrame
    stated: pl.DataFrame
    dropped: dict[str, int]
    """How many things were not taken, by reason."""


def join(corpus: pl.DataFrame, readings: pl.DataFrame) -> Tables:
    """Join papers and readings, both in order of (date, paper_id)."""
    apart = taken_apart(readings)
    authors = named_authors(corpus)
    papers = numbered_papers(corpus, apart.facts, authors)
    resolved = resolve(apart.spans, apart.introduced, apart.defined, papers)
    listed = with_listed(resolved, papers)
    relations, not_related = related(listed, resolved.introduced, at_first(resolved), papers)
    return Tables(
        papers,
        authors,
        resolved.methods.drop("key"),
        resolved.looks,
        resolved.aliases,
        resolved.mentions.select(MENTIONS.names()),
        relations,
        phrase_counts(papers["title"]),
        apart.stated.select(STATED.names()).cast(STATED),
        resolved.dropped | not_related,
    )


def with_listed(resolved: Resolved, papers: pl.DataFrame) -> pl.DataFrame:
    """Mentions with ``listed``: whether the method was listed on the day of the paper.

    What a paper says of one method is weighed with what else it names.  A name that is only listed after
    later papers used it must not count there, or the relation would change when they come.
    """
    known = resolved.methods.select("method", "known")
    dated = resolved.mentions.join(known, on="method", maintain_order="left")
    dated = dated.join(papers.select("paper", "date"), on="paper", maintain_order="left")
    return dated.with_columns(listed=pl.col("known") <= pl.col("date")).drop("known", "date")


def at_first(resolved: Resolved) -> pl.DataFrame:
    """Methods as they looked when they were first listed: later looks are news to earlier papers."""
    first = resolved.looks.sort("method", "since").unique("method", keep="first", maintain_order=True)
    looked = pl.col("since").is_not_null()
    columns = ("name", "kind", "long_form")
    return (
        resolved.methods.join(first, on="method", how="left", suffix="_first", maintain_order="left")
        .with_columns(pl.when(looked).then(f"{name}_first").otherwise(name).alias(name) for name in columns)
        .select(resolved.methods.columns)
    )


def named_authors(corpus: pl.DataFrame) -> pl.DataFrame:
    """AUTHORS: everybody, by written name, in alphabetical order."""
    names = corpus["authors"].explode().drop_nulls().unique().sort()
    return pl.DataFrame(
        {"author": pl.int_range(len(names), dtype=pl.UInt32, eager=True), "name": names}, schema=AUTHORS
    )


def numbered_papers(corpus: pl.DataFrame, facts: pl.DataFrame, authors: pl.DataFrame) -> pl.DataFrame:
    """PAPERS, numbered in the order of the corpus."""
    numbered = corpus.select(
        "paper_id", "title", "date", primary=pl.col("categories").list.first()
    ).with_row_index("paper")
    wrote = corpus.select("authors").with_row_index("paper").explode("authors").drop_nulls()
    wrote = wrote.join(authors, left_on="authors", right_on="name", maintain_order="left")
    lists = wrote.group_by("paper", maintain_order=True).agg(authors="author")
    return (
        numbered.join(lists, on="paper", how="left", maintain_order="left")
        .join(_newcomers(wrote), on="paper", how="left", maintain_order="left")
        .join(facts.drop("paper_id"), on="paper", how="left", maintain_order="left")
        .select(PAPERS.names())
        .cast(PAPERS)
    )


def _newcomers(wrote: pl.DataFrame) -> pl.DataFrame:
    """paper, newcomer: whether the first author is on no earlier paper."""
    debut = wrote.group_by("author").agg(debut=pl.col("paper").min())
    first = wrote.unique("paper", keep="first", maintain_order=True)
    return first.join(debut, on="author").select("paper", newcomer=pl.col("debut") == pl.col("paper"))
