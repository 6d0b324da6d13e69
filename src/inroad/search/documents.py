"""What is indexed of a paper: rows of DOCUMENTS from the corpus and the atlas.  Tables in, tables out.

A row depends on its paper, on what links to it, and on what the atlas says of it; ``digest`` sums that
up, so that the index can tell which papers changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from inroad.atlas.code import has_code
from inroad.atlas.open import Atlas
from inroad.config import Config
from inroad.corpus import store as corpus
from inroad.search.analysis import CODE, SIGNED_PATTERN, UNREAD

VERSION = 1
"""Raised when the same papers would give other rows."""

_STRINGS = pl.List(pl.String())
DOCUMENTS = pl.Schema(
    {
        "ids": _STRINGS,  # paper_id, then other ids of the same paper
        "title": pl.String(),
        "abstract": pl.String(),
        "authors": _STRINGS,
        "cats": _STRINGS,  # "cs.lg", and "cs" for all of its kind
        "venue": pl.String(),
        "day": pl.Int32(),  # since 1970-01-01
        "when": pl.String(),  # year
        "methods": _STRINGS,  # method_ids
        "titled": _STRINGS,  # those that the title names
        "flags": _STRINGS,
        "signed": _STRINGS,  # "c++"
        "adopted": pl.Int32(),  # for papers that introduce a method: log2 of 1 + papers that name it, whole
        "digest": pl.UInt64(),
    }
)

READ = pl.Schema(
    {
        "paper_id": pl.String(),
        "methods": _STRINGS,
        "titled": _STRINGS,
        "adopted": pl.Int32(),
        "said": pl.Boolean(),
        "read": pl.Boolean(),
    }
)
"""What the atlas knows of papers; ``said``: the paper links to code."""

_PART = 8_192
"""Papers a step, so that memory does not grow with the corpus."""


@dataclass(frozen=True)
class Source:
    """Papers and what is known of them; a home's own, or those of the starter."""

    config: Config
    atlas: Atlas

    @cached_property
    def own(self) -> bool:
        """Whether there is a corpus."""
        return bool(corpus.papers_store(self.config).manifest().tables)

    @cached_property
    def months(self) -> list[str]:
        """Parts in which papers come, oldest first."""
        if self.own:
            return corpus.months(corpus.papers_store(self.config).manifest())
        return self.atlas.papers.select(corpus.month_table().unique().sort()).to_series().to_list()

    @cached_property
    def read(self) -> dict[str, pl.DataFrame]:
        """READ by month: what the atlas says of the papers it knows."""
        named = self.atlas.mentions.group_by("paper", "method").agg(titled=(pl.col("field") == 0).any())
        ids = named.join(self.atlas.methods.select("method", "method_id"), on="method")
        lists = (
            ids.sort("method_id")
            .group_by("paper")
            .agg(methods="method_id", titled=pl.col("method_id").filter("titled"))
        )
        papers = self.atlas.papers.select("paper", "paper_id", "code", month=corpus.month_table())
        read = papers.join(lists, on="paper", how="left", maintain_order="left")
        read = read.join(self._adopted(named), on="paper", how="left", maintain_order="left")
        parts = read.select("month", "paper_id", "methods", "titled", "adopted", said="code", read=True)
        return {
            str(key): part
            for (key,), part in parts.partition_by("month", as_dict=True, include_key=False).items()
        }

    def _adopted(self, named: pl.DataFrame) -> pl.DataFrame:
        """paper, adopted: in whole powers of two, so that few papers change when new ones come."""
        uses = named.group_by("method").agg(uses=pl.len())
        origins = (
            self.atlas.methods.select("method", paper="introduced_by").drop_nulls().join(uses, on="method")
        )
        most = origins.group_by("paper").agg(pl.col("uses").max())
        return most.select("paper", adopted=(pl.col("uses") + 1).log(2).floor().cast(pl.Int32))

    def documents(self, months: list[str]) -> Iterator[tuple[str, pl.DataFrame]]:
        """DOCUMENTS of some months, a few thousand rows at a time."""
        for month in months:
            papers = self._own(month) if self.own else self._starters(month)
            for part in papers.iter_slices(_PART):
                yield month, documents(part, self.read.get(month, READ.to_frame()))

    def _own(self, month: str) -> pl.DataFrame:
        with corpus.papers_store(self.config).guarded():
            return corpus.read(self.config, [month]).collect()

    def _starters(self, month: str) -> pl.DataFrame:
        papers = self._by_month[month]
        nobody = pl.lit(None, pl.List(pl.String))
        return papers.select(
            "paper_id",
            "title",
            "date",
            "venue",
            abstract=pl.lit(None, pl.String),
            comment=pl.lit(None, pl.String),
            code_url=pl.lit(None, pl.String),
            authors=self._names(papers) if "authors" in papers.columns else nobody,
            categories=pl.concat_list("primary"),
            also=pl.lit([], pl.List(pl.String)),
        )

    @cached_property
    def _by_month(self) -> dict[str, pl.DataFrame]:
        papers = self.atlas.papers.with_columns(month=corpus.month_table())
        return {str(key): part for (key,), part in papers.partition_by("month", as_dict=True).items()}

    def _names(self, papers: pl.DataFrame) -> pl.Series:
        numbered = papers.select(row=pl.int_range(pl.len()), author="authors").explode("author")
        named = numbered.join(self.atlas.authors, on="author", how="left", maintain_order="left")
        lists = named.group_by("row", maintain_order=True).agg(names="name", known=pl.col("author").count())
        return lists.select(names=pl.when(pl.col("known") > 0).then("names")).to_series()


def documents(papers: pl.DataFrame, read: pl.DataFrame) -> pl.DataFrame:
    """DOCUMENTS of papers in the columns of ``corpus.schema.PAPERS``; ``read`` is READ."""
    known = papers.join(read, on="paper_id", how="left", maintain_order="left")
    known = known.with_columns(said=_code(known))
    unread, code = pl.col("read").is_null(), pl.col("said")
    text = pl.concat_str("title", "abstract", separator=" ", ignore_nulls=True)
    rows = known.select(
        "title",
        "abstract",
        "authors",
        "venue",
        "methods",
        "titled",
        "adopted",
        ids=pl.concat_list("paper_id", "also"),
        cats=_categories(),
        day=pl.col("date").cast(pl.Int32),
        when=pl.col("date").dt.year().cast(pl.String),
        flags=pl.concat_list(
            pl.when(code).then(pl.lit(CODE)), pl.when(unread).then(pl.lit(UNREAD))
        ).list.drop_nulls(),
        signed=text.str.to_lowercase()
        .str.extract_all(SIGNED_PATTERN)
        .list.eval(_BARE)
        .list.unique()
        .list.sort(),
    )
    return rows.with_columns(digest=pl.struct(pl.all()).hash(seed=VERSION)).select(DOCUMENTS.names())


def _code(known: pl.DataFrame) -> pl.Series:
    """What the atlas says of links to code; papers that it does not know are looked at here."""
    unread = known["read"].is_null()
    if not unread.any():
        return known["said"]
    found = has_code(known.filter(unread))
    return known["said"].scatter(unread.arg_true(), found)


_BARE = pl.element().str.extract(r"^([\p{L}\p{N}]+(?:\+{1,2}|#))")


def _categories() -> pl.Expr:
    each = pl.col("categories").list.eval(pl.element().str.to_lowercase())
    kinds = pl.col("categories").list.eval(pl.element().str.to_lowercase().str.extract(r"^([^.]+)\."))
    return pl.concat_list(each, kinds).list.drop_nulls().list.unique(maintain_order=True)
