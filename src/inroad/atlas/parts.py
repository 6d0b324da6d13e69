"""Parts of an atlas by numbers: the same rows as a filter on the whole table gives, in the same order.

Where the atlas is laid out (:mod:`inroad.atlas.rows`) only these are read; else the whole table is looked
through: in the starter, as of a day, and where nothing can be kept.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import polars as pl

from inroad.atlas.open import Atlas
from inroad.atlas.rows import folded
from inroad.atlas.schema import PAPERS

Numbers = Sequence[int] | pl.Series
_PLAIN = [name for name, dtype in PAPERS.items() if not isinstance(dtype, pl.List)]


def papers_at(atlas: Atlas, numbers: Numbers, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """PAPERS rows of some numbers, or some columns of them in the order of PAPERS."""
    if atlas.rows is not None:
        return atlas.rows.at("papers", numbers, columns)
    return _among(atlas.papers, "paper", numbers, columns)


def papers_by(atlas: Atlas, authors: Numbers, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """PAPERS rows, or some columns of them, of what some authors wrote."""
    if atlas.rows is not None:
        return atlas.rows.where("papers", "authors", authors, columns)
    wrote = atlas.papers.select("paper", author="authors").drop_nulls("author").explode("author")
    return papers_at(atlas, _among(wrote, "author", authors)["paper"], columns)


def dates(atlas: Atlas) -> pl.Series:
    """Of all papers, in their order."""
    return atlas.papers["date"] if atlas.rows is None else atlas.rows.dates


def paper_at(atlas: Atlas, number: int) -> dict[str, Any]:
    """One PAPERS row, without its lists."""
    return papers_at(atlas, [number], _PLAIN).row(0, named=True)


def papers_with(atlas: Atlas, ids: Collection[str]) -> pl.DataFrame:
    """paper and paper_id of those ids that papers have."""
    if atlas.rows is not None:
        return atlas.rows.numbered(list(ids))
    wanted = pl.Series(sorted(set(ids)), dtype=pl.String)
    return atlas.papers.select("paper", "paper_id").filter(pl.col("paper_id").is_in(wanted.implode()))


def methods_at(atlas: Atlas, numbers: Numbers, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """METHODS rows of some numbers, or some columns of them in the order of METHODS."""
    if atlas.rows is not None:
        return atlas.rows.at("methods", numbers, columns)
    return _among(atlas.methods, "method", numbers, columns)


def introduced_in(atlas: Atlas, papers: Numbers, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """METHODS rows of what some papers introduce, or some columns of them in the order of METHODS."""
    if atlas.rows is not None:
        return atlas.rows.where("methods", "introduced_by", papers, columns)
    return _among(atlas.methods, "introduced_by", papers, columns)


def authors_at(atlas: Atlas, numbers: Numbers) -> pl.DataFrame:
    """AUTHORS rows of some numbers."""
    if atlas.rows is not None:
        return atlas.rows.at("authors", numbers)
    return _among(atlas.authors, "author", numbers)


def mentions_of(atlas: Atlas, methods: Numbers, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """MENTIONS rows of some methods, or some columns of them in the order of MENTIONS."""
    if atlas.rows is not None:
        return atlas.rows.where("mentions", "method", methods, columns)
    return _among(atlas.mentions, "method", methods, columns)


def mentions_in(atlas: Atlas, papers: Numbers, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """MENTIONS rows of some papers, or some columns of them in the order of MENTIONS."""
    if atlas.rows is not None:
        return atlas.rows.where("mentions", "paper", papers, columns)
    return _among(atlas.mentions, "paper", papers, columns)


def aliases_of(atlas: Atlas, methods: Numbers) -> pl.DataFrame:
    """ALIASES rows of some methods."""
    if atlas.rows is not None:
        return atlas.rows.where("aliases", "method", methods)
    return _among(atlas.aliases, "method", methods)


def related_where(atlas: Atlas, column: str, numbers: Numbers) -> pl.DataFrame:
    """RELATED rows with some numbers as ``parent``, ``child`` or ``paper``."""
    if atlas.rows is not None:
        return atlas.rows.where("related", column, numbers)
    return _among(atlas.related, column, numbers)


def alike(atlas: Atlas, methods: pl.DataFrame) -> pl.DataFrame:
    """method, method_id and ``key`` of all methods with the name of one of these METHODS rows."""
    key = pl.col("method_id").str.split("@").list.first()
    if atlas.rows is not None:
        return atlas.rows.alike(methods["method"]).select("method", "method_id", key=key)
    ids = atlas.derived("ids", lambda: atlas.methods.select("method", "method_id", key=key))
    return ids.join(methods.select(key=key).unique(), on="key", how="semi")


def spelt(atlas: Atlas, keys: Collection[str]) -> pl.DataFrame:
    """method and ``key``: the methods that have one of these folded names."""
    if atlas.rows is not None:
        return atlas.rows.spelt(keys)
    return spellings(atlas).filter(pl.col("key").is_in(sorted(keys)))


def spellings(atlas: Atlas) -> pl.DataFrame:
    """method and ``key``, its folded names."""
    return atlas.derived("spellings", lambda: atlas.aliases.select("method", key=folded("alias")))


def with_papers(atlas: Atlas, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with ``papers``: in how many papers of the corpus their method is named; without those in none."""
    if atlas.rows is not None:
        counted = rows.with_columns(atlas.rows.papers_a_method(rows["method"]).cast(pl.UInt32))
        return counted.filter(pl.col("papers") > 0)
    return rows.join(papers_a_method(atlas), on="method", maintain_order="left")


def papers_a_method(atlas: Atlas) -> pl.DataFrame:
    """method, papers: in how many papers of the corpus each method is named."""
    return atlas.derived("papers a method", lambda: _papers_a_method(atlas.mentions))


def _papers_a_method(mentions: pl.DataFrame) -> pl.DataFrame:
    # Rows are sorted, so the first of each paper is told by its neighbour: four times as fast as counting
    # distinct values.
    same = (pl.col(name) == pl.col(name).shift() for name in ("method", "paper"))
    first = ~pl.all_horizontal(same).fill_null(value=False)
    return mentions.filter(first).group_by("method").agg(papers=pl.len())


def _among(
    table: pl.DataFrame, column: str, numbers: Numbers, columns: Sequence[str] | None = None
) -> pl.DataFrame:
    wanted = pl.Series(numbers, dtype=pl.UInt32).drop_nulls().unique().sort()
    found = table.filter(pl.col(column).is_in(wanted.implode()))
    return found if columns is None else found.select(each for each in table.columns if each in columns)
