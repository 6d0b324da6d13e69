"""What of a whole atlas the starter keeps.

Without abstracts a method that one paper names, and nobody else, is a name without a meaning; unless it
surely builds on a method that stays, it is left out, and with it the places where it is named.  A paper
names a method once here, in the title if it does so there.  Offsets are left out because there is no text
that they could point into: null, not 0.

Three things a user of the starter should know, so the manifest's facts say them too:

- Methods were chosen by all papers there are.  As of an earlier day the starter therefore lists only
  methods that later came to two papers: fine for looking back, wrong for scoring a forecast.
- Authors of a single paper have no number, so lists of authors have gaps.  Nobody can share them, so
  whose paper it is comes out as in the whole atlas, and a paper with known authors never has none.
- Authors of few papers have no name, so lists of people show only those who are in the corpus more often.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from inroad.atlas.schema import AUTHORS, MENTIONS, METHODS, PAPERS, RELATED, RELATIONS
from inroad.atlas.stored import TABLES
from inroad.corpus.store import Fact

LEAST_PAPERS = 2
"""Papers that must name a method."""
SURE_OFFSPRING = 0.75
"""A method of one paper stays all the same when it builds this surely on one that stays."""
_BUILDS_ON = RELATIONS.index("builds on")
LEAST_WRITTEN = 2
"""Papers an author must have for a number of their own."""
LEAST_NAMED = 3
"""Papers an author must have to be named."""
LEAST_SURE = 0.5
"""Relations less sure are left out; reports draw none of them."""
STEPS = 20
"""Confidences are rounded down to 1 / STEPS."""
LEVELS = 8
"""Probabilities of being an application are given as the middle of one of so many equal parts."""

Tables = dict[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Cut:
    """The tables of the starter, and what it took to get there."""

    tables: Tables
    facts: Mapping[str, Fact]


def cut(read: Callable[[str], pl.DataFrame]) -> Cut:
    """The part of an atlas that is bundled; ``read`` gives its tables by name."""
    whole = {name: read(name) for name in TABLES}
    pairs = _pairs(whole["mentions"])
    numbers = _numbers(pairs, whole["related"])
    authors = _authors(whole["papers"], whole["authors"])
    methods = _renumbered(whole["methods"], numbers).select(METHODS.names())
    spellings = _spellings(_renumbered(whole["aliases"], numbers), methods)
    tables = {
        "papers": _papers(whole["papers"], authors),
        "authors": authors.drop_nulls("name").select(AUTHORS.names()).sort("author"),
        "methods": methods,
        "looks": _renumbered(whole["looks"], numbers).sort("method", "since"),
        "aliases": with_own_names(spellings, methods, whole["papers"]),
        "mentions": _renumbered(pairs, numbers).select(MENTIONS.names()).sort("method", "paper"),
        "related": _related(whole["related"], numbers),
        "phrases": whole["phrases"],
    }
    return Cut(tables, _facts(whole, tables, pairs.height, authors))


# -- methods --------------------------------------------------------------------------------------


def _pairs(mentions: pl.DataFrame) -> pl.DataFrame:
    """The first place of each method in each paper, without what only the text would tell."""
    rows = mentions.sort("method", "paper", "field", "start")
    first = rows.unique(["method", "paper"], keep="first", maintain_order=True)
    return first.with_columns(
        pl.lit(None, dtype=MENTIONS[name]).alias(name) for name in ("start", "end", "sentence")
    )


def _numbers(pairs: pl.DataFrame, related: pl.DataFrame) -> pl.DataFrame:
    """method, kept: old and new number of the methods that stay: those named often, and their offspring."""
    often = pairs.group_by("method").len().filter(pl.col("len") >= LEAST_PAPERS)["method"]
    grew = (pl.col("relation") == _BUILDS_ON) & (pl.col("confidence") >= SURE_OFFSPRING)
    born = related.filter(grew & pl.col("parent").is_in(often.implode()))["child"].drop_nulls()
    stay = pl.concat([often, born]).unique().sort().alias("method").to_frame()
    return stay.select("method", kept=pl.int_range(pl.len(), dtype=pl.UInt32))


def _renumbered(table: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    joined = table.join(numbers, on="method", maintain_order="left")
    return joined.with_columns(method="kept").drop("kept")


def key(column: str) -> pl.Expr:
    """A name's key, as :func:`inroad.atlas.text.name_key` makes it of nearly all names."""
    text = pl.col(column).str.replace(r"(.[\p{Lu}0-9])s$", "${1}")
    return text.str.replace_all(r"[\s\-_‐‑‒–—/.:,'’`^{}()$\\]+", "").str.to_lowercase()


def _spellings(aliases: pl.DataFrame, methods: pl.DataFrame) -> pl.DataFrame:
    """Aliases by which a method would not be found under its name or long form."""
    own = methods.select("method", "name", "long_form")
    told = aliases.join(own, on="method", maintain_order="left")
    same = (key("alias") == key("name")) | (key("alias") == key("long_form")).fill_null(False)
    return told.filter(~same).select("method", "alias", "since")


def with_own_names(spellings: pl.DataFrame, methods: pl.DataFrame, papers: pl.DataFrame) -> pl.DataFrame:
    """ALIASES: other spellings, and each method's name and long form since its first paper."""
    dates = papers.select(first_paper="paper", since="date")
    dated = methods.join(dates, on="first_paper", maintain_order="left")
    own = [dated.select("method", pl.col(name).alias("alias"), "since") for name in ("name", "long_form")]
    every = pl.concat([spellings, *own]).drop_nulls("alias")
    once = every.unique(["method", "alias"], keep="first", maintain_order=True)
    return once.sort("method", "since", "alias")


def _related(related: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    """RELATED among the methods that stay; a child that does not stay is the paper as a whole."""
    parents = numbers.select("kept", parent="method")
    children = numbers.select(child="method", kept_child="kept")
    sure = related.filter(pl.col("confidence") >= LEAST_SURE)
    sure = sure.join(parents, on="parent").join(children, on="child", how="left")
    rounded = (pl.col("confidence").cast(pl.Float64) * STEPS + 1e-6).floor() / STEPS
    none = [pl.lit(None, dtype=pl.UInt32).alias(name) for name in ("start", "end")]
    small = sure.with_columns(*none, parent="kept", child="kept_child", confidence=rounded.cast(pl.Float32))
    order = ["paper", "child", "parent", "confidence", "relation"]
    rows = small.sort(order, descending=[False, False, False, True, False]).select(RELATED.names())
    return rows.unique(["paper", "child", "parent"], keep="first", maintain_order=True)


# -- papers and people ----------------------------------------------------------------------------


def _authors(papers: pl.DataFrame, authors: pl.DataFrame) -> pl.DataFrame:
    """old, author, name, numbered by first appearance; name is null where it is left out."""
    wrote = papers.select("paper", old="authors").explode("old").drop_nulls("old")
    wrote = wrote.with_columns(papers=pl.col("paper").n_unique().over("old"))
    alone = pl.col("papers").max().over("paper") < LEAST_WRITTEN
    first = pl.int_range(pl.len()).over("paper") == 0
    stay = wrote.filter((pl.col("papers") >= LEAST_WRITTEN) | (alone & first))
    once = stay.unique("old", keep="first", maintain_order=True)
    numbered = once.with_columns(author=pl.int_range(pl.len(), dtype=pl.UInt32))
    named = numbered.join(authors.rename({"author": "old"}), on="old", how="left", maintain_order="left")
    return named.select("old", "author", name=pl.when(pl.col("papers") >= LEAST_NAMED).then("name"))


def _papers(papers: pl.DataFrame, authors: pl.DataFrame) -> pl.DataFrame:
    wrote = papers.select("paper", old="authors").explode("old").drop_nulls("old")
    wrote = wrote.join(authors.select("old", "author"), on="old", maintain_order="left")
    lists = wrote.group_by("paper", maintain_order=True).agg(authors="author")
    told = papers.drop("authors").join(lists, on="paper", how="left", maintain_order="left")
    middle = ((pl.col("applied") * LEVELS).floor().clip(0, LEVELS - 1) + 0.5) / LEVELS
    none = [pl.lit(None, dtype=pl.UInt32).alias(name) for name in ("problem_start", "problem_end")]
    sentence = pl.when(pl.col("problem").is_not_null()).then("problem_sentence")
    told = told.with_columns(*none, applied=middle.cast(pl.Float32), problem_sentence=sentence)
    return told.select(PAPERS.names()).cast(PAPERS)


# -- what is said of it ---------------------------------------------------------------------------


def _facts(whole: Tables, kept: Tables, pairs: int, authors: pl.DataFrame) -> dict[str, Fact]:
    everybody = whole["authors"].height
    gone = {name: whole[name].height - table.height for name, table in kept.items()}
    return {
        "abstracts": "none: titles, names, labels and counts only",
        "as of an earlier day": f"methods that {LEAST_PAPERS} papers name in the end, and offspring",
        "left out: aliases spelt as the name or long form": gone["aliases"],
        f"left out: methods named by fewer than {LEAST_PAPERS} papers, but for offspring": gone["methods"],
        "left out: mentions of these methods (pairs of method and paper)": pairs - kept["mentions"].height,
        "left out: further mentions in the same paper": whole["mentions"].height - pairs,
        f"left out: relations below {LEAST_SURE} or to these methods": gone["related"],
        "left out: own method of a relation's paper, where one of these": _children(whole) - _children(kept),
        f"left out: authors with fewer than {LEAST_WRITTEN} papers": everybody - authors.height,
        f"left out: names of authors with fewer than {LEAST_NAMED} papers": gone["authors"],
        "rounded: confidence of a relation, down to": 1 / STEPS,
        "rounded: probability of an application, to the middle of parts of": 1 / LEVELS,
    }


def _children(tables: Tables) -> int:
    return tables["related"]["child"].count()
