"""arXiv papers as a table that was gathered from feeds and lists: one row a paper.

A date counts as exactly as ``date_quality`` says.  Lists that do not say it often give the day of some
version or of the listing, so theirs counts less than the month in the id; ``published`` is arXiv's own day.
"""

from __future__ import annotations

import polars as pl

from inroad.sources.columns import day, number, papers, text, texts, words

NEEDS = frozenset({"arxiv_id", "title"})


def tidy(table: pl.DataFrame) -> pl.DataFrame:
    """Rows as papers, not yet normalised."""
    primary, published = _primary(table), day(table, "published")
    stated = text(table, "date_quality").fill_null("year")
    by_arxiv = day(table, "date").is_null() & published.is_not_null()
    quality = pl.when(by_arxiv).then(pl.lit("submission")).otherwise(stated)
    return papers(
        table,
        paper_id=text(table, "arxiv_id"),
        title=text(table, "title"),
        abstract=text(table, "abstract"),
        authors=texts(table, "authors"),
        categories=pl.concat_list(primary, words(table, "categories").fill_null([])).list.drop_nulls(),
        date=pl.coalesce(day(table, "date"), published),
        date_quality=quality,
        updated=day(table, "updated"),
        version=number(table, "version"),
        comment=text(table, "comment"),
        journal_ref=text(table, "journal_ref"),
        doi=text(table, "doi"),
        license=text(table, "license"),
        code_url=pl.coalesce(text(table, "code_url"), text(table, "github_repo")),
    )


def _primary(table: pl.DataFrame) -> pl.Expr:
    """The primary category where the source states it; one that was only inferred says nothing new."""
    stated = text(table, "primary")
    if "primary_inferred" not in table.columns:
        return stated
    return pl.when(~pl.col("primary_inferred").fill_null(True)).then(stated)
