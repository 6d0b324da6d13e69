"""All of the atlas's tables from the papers and their readings: pure, table in and table out.

A join is a fold over time: what is known of earlier papers, and some later ones, give what is known of all.
A full build is one step from nothing.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from inroad.atlas.past import Past, nothing
from inroad.atlas.phrase_fold import counted
from inroad.atlas.phrase_fold import listed as phrases
from inroad.atlas.pile import Pile
from inroad.atlas.readings import taken_apart
from inroad.atlas.relations import related
from inroad.atlas.resolve import Resolved, resolve
from inroad.atlas.schema import PAPERS, STATED
from inroad.atlas.tables import LOOKED_AT, Made, Tables, empty, ignore, named, renumbered, summed

JOINED = ("paper_id", "title", "date", "authors", "categories")
"""Columns of the corpus that a join looks at; the rest of what papers say is in their readings."""
_MANY = 500_000
"""So many papers are not written while others are joined: both at once would take too much memory."""
_UNLISTED = "names without an introducing paper, seen too rarely or not a name"


@dataclass(frozen=True, slots=True)
class Joined:
    """What is known of the papers so far: the atlas, and what the next step needs besides."""

    tables: Tables
    papers: Pile
    """PAPERS."""
    past: Past
    dropped: dict[str, int]
    """How many things were not taken, by reason."""


def join(corpus: pl.DataFrame, readings: pl.DataFrame) -> Tables:
    """Join papers and readings, both in order of (date, paper_id)."""
    known = step(start(), corpus, readings)
    return replace(known.tables, papers=known.papers.whole())


def start(room: Path | None = None) -> Joined:
    """Before the first paper; ``room`` is a folder for what need not stay in memory."""
    return Joined(empty(), Pile("papers", PAPERS, room), nothing(room), {})


def step(known: Joined, corpus: pl.DataFrame, readings: pl.DataFrame, made: Made = ignore) -> Joined:
    """Join papers, and their readings, to what is known of earlier ones.

    Whatever the cuts, the steps through a corpus end in the same tables as one step through all of it.

    Args:
        known: of papers that all come before the new ones.
        corpus: the new papers, in order of (date, paper_id).
        readings: what they say, in the same order.
        made: called with tables on the way.
    """
    if corpus.is_empty():
        return known
    tables = known.tables
    with ThreadPoolExecutor(1) as beside:
        # Titles need nothing of the rest, which mostly keeps one core busy.
        titles = beside.submit(counted, known.past.words, known.past.counted, corpus["title"])
        apart = taken_apart(readings, tables.papers.height)
        del readings  # half of a step's memory
        authors = with_authors(tables.authors, corpus)
        new = numbered_papers(corpus, apart.facts, authors, tables)
        pile = known.papers.with_rows(new)
        papers = pl.concat([tables.papers, new.select(LOOKED_AT.names())])
        made({"authors": authors} | ({"papers": pile.scan()} if pile.height < _MANY else {}))
        resolved = resolve(known.past, tables, papers, apart, made)
        numbers = resolved.listed.numbers
        mentions = named(resolved.mentions, renumbered(tables.mentions, numbers, "method"))
        made({"mentions": mentions.every, "aliases": resolved.aliases})
        known_as, looks = for_relations(resolved), resolved.listed.looks
        told = related(mentions, resolved.introduced, known_as, papers, resolved.past, looks)
        words, counts = titles.result()
    now = Tables(
        papers,
        authors,
        resolved.listed.table(),
        resolved.listed.looks,
        resolved.aliases,
        mentions.every,
        one_each(pl.concat([renumbered(tables.related, numbers, "child", "parent"), told.rows])),
        phrases(words, counts),
        pl.concat([tables.stated, apart.stated.select(STATED.names()).cast(STATED)]),
    )
    dropped = summed(known.dropped, resolved.dropped, told.dropped) | {_UNLISTED: resolved.unlisted}
    return Joined(now, pile, replace(told.past, words=words, counted=counts), dropped)


def one_each(relations: pl.DataFrame) -> pl.DataFrame:
    """RELATED in order, one row a (paper, child, parent): what a text says goes before what a name tells.

    Confidences have four digits: the last ones of a float depend on how many rows are computed at a time.
    """
    key = ["paper", "child", "parent"]
    ordered = relations.sort(*key, "inferred", nulls_last=True).with_columns(pl.col("confidence").round(4))
    return ordered.unique(key, keep="first", maintain_order=True)


def for_relations(resolved: Resolved) -> pl.DataFrame:
    """Methods as :func:`inroad.atlas.relations.related` wants them."""
    methods = resolved.listed.as_first_listed()
    return methods.with_columns(code="key", key=resolved.past.keys["text"].gather(methods["key"]))


# -- papers and people ----------------------------------------------------------------------------


def with_authors(before: pl.DataFrame, corpus: pl.DataFrame) -> pl.DataFrame:
    """AUTHORS: everybody, by written name, in order of first appearance."""
    names = corpus.select(name=pl.col("authors")).explode("name").drop_nulls()
    new = names.unique(maintain_order=True).join(before, on="name", how="anti", maintain_order="left")
    number = pl.int_range(before.height, before.height + new.height, dtype=pl.UInt32, eager=True)
    return pl.concat([before, new.select(author=number, name="name")])


def numbered_papers(
    corpus: pl.DataFrame, facts: pl.DataFrame, authors: pl.DataFrame, tables: Tables
) -> pl.DataFrame:
    """PAPERS of the new papers, numbered in the order of the corpus after those of ``tables``.

    Args:
        corpus: the new papers.
        facts: what they state about themselves.
        authors: AUTHORS, theirs too.
        tables: of earlier papers.
    """
    numbered = corpus.select(
        "paper_id", "title", "date", "authors", primary=pl.col("categories").list.first()
    ).with_row_index("paper", tables.papers.height)
    wrote = numbered.select("paper", name="authors").explode("name").drop_nulls()
    wrote = wrote.join(authors, on="name", maintain_order="left")
    lists = wrote.group_by("paper", maintain_order=True).agg(authors="author")
    return (
        numbered.drop("authors")
        .join(lists, on="paper", how="left", maintain_order="left")
        .join(_newcomers(wrote, tables.authors.height), on="paper", how="left", maintain_order="left")
        .join(facts.drop("paper_id"), on="paper", how="left", maintain_order="left")
        .select(PAPERS.names())
        .cast(PAPERS)
    )


def _newcomers(wrote: pl.DataFrame, known: int) -> pl.DataFrame:
    """paper, newcomer: whether the first author is on no earlier paper, neither known nor new."""
    debut = wrote.group_by("author").agg(debut=pl.col("paper").min())
    first = wrote.unique("paper", keep="first", maintain_order=True)
    new = (pl.col("author") >= known) & (pl.col("debut") == pl.col("paper"))
    return first.join(debut, on="author").select("paper", newcomer=new)
