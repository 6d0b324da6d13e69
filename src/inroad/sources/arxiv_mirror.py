"""Mirrors of arXiv's metadata snapshot as Parquet: the fields of the JSON snapshot as columns.

Mirrors differ: categories are one text or a list, ``update_date`` is a text, a timestamp or a number, and
some leave out ``versions`` or ``authors_parsed``.
"""

from __future__ import annotations

import polars as pl

from inroad.sources.authors import split_authors
from inroad.sources.columns import day, papers, text, texts, words

NEEDS = frozenset({"id", "title", "categories"})

_VERSIONS = pl.List(pl.Struct({"version": pl.String, "created": pl.String}))


def tidy(table: pl.DataFrame) -> pl.DataFrame:
    """Rows as papers, not yet normalised."""
    table = table.with_columns(_versions(table))
    created = _created()
    return papers(
        table,
        paper_id=text(table, "id"),
        title=text(table, "title"),
        abstract=text(table, "abstract"),
        authors=pl.coalesce(_parsed_authors(table), _authors(table)),
        categories=words(table, "categories"),
        date=created.list.min(),
        updated=pl.coalesce(day(table, "update_date"), created.list.max()),
        version=_version(),
        comment=text(table, "comments"),
        journal_ref=text(table, "journal-ref"),
        doi=text(table, "doi"),
        license=text(table, "license"),
    )


def _versions(table: pl.DataFrame) -> pl.Expr:
    kind = table.schema.get("versions")
    inner = kind.inner if isinstance(kind, pl.List) else None
    if isinstance(inner, pl.Struct) and {"version", "created"} <= {field.name for field in inner.fields}:
        chosen = pl.struct(pl.element().struct.field("version", "created").cast(pl.String, strict=False))
        return pl.col("versions").list.eval(chosen)
    return pl.lit(None, _VERSIONS).alias("versions")


def _created() -> pl.Expr:
    """Days of all versions, written ``Mon, 2 Apr 2007 19:18:42 GMT`` or as ISO dates."""
    text_ = pl.element().struct.field("created")
    mail = text_.str.extract(r"(\d{1,2} [A-Z][a-z]{2} \d{4})").str.to_date("%d %b %Y", strict=False)
    iso = text_.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    return pl.col("versions").list.eval(pl.coalesce(mail, iso))


def _version() -> pl.Expr:
    number = pl.element().struct.field("version").str.extract(r"^v?(\d{1,3})$").cast(pl.Int32)
    return pl.col("versions").list.eval(number).list.max()


def _parsed_authors(table: pl.DataFrame) -> pl.Expr:
    """``[family, given, suffix, affiliation ...]`` as "Given Family suffix"."""
    if table.schema.get("authors_parsed") != pl.List(pl.List(pl.String)):
        return pl.lit(None, pl.List(pl.String))
    family, given, suffix = (pl.element().list.get(n, null_on_oob=True).fill_null("") for n in range(3))
    names = pl.concat_str([given, family, suffix], separator=" ").str.strip_chars()
    return pl.col("authors_parsed").list.eval(names.filter(names != "")).pipe(_none_if_empty)


def _authors(table: pl.DataFrame) -> pl.Expr:
    if isinstance(table.schema.get("authors"), pl.List):
        return texts(table, "authors").pipe(_none_if_empty)
    return text(table, "authors").map_batches(_split, return_dtype=pl.List(pl.String))


def _split(lines: pl.Series) -> pl.Series:
    return pl.Series([split_authors(line) for line in lines], dtype=pl.List(pl.String))


def _none_if_empty(lists: pl.Expr) -> pl.Expr:
    return pl.when(lists.list.len() > 0).then(lists)
