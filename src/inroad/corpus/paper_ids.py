"""The grammar of paper ids: many spellings in, one out.

    2305.14314            arXiv since April 2007 (four digits after the dot until 2014, then five)
    cond-mat/0104214      arXiv before: archive, slash, year, month, number
    venue:… acl:… doi:… openalex:…   papers known from elsewhere

Around an arXiv id may stand ``arXiv:``, ``oai:arXiv.org:``, an address or arXiv's DOI prefix; after it a
version.  A subject class (``math.GT/0309136``) is dropped, as arXiv itself does.  Every rule is written
once, as a regular expression that Python and Polars read alike.
"""

from __future__ import annotations

import polars as pl

from inroad.corpus.id_text import DOI, NEW_ID, OLD_ID, OTHER_ID, split_arxiv

__all__ = [
    "DOI",
    "NEW_ID",
    "OLD_ID",
    "OTHER_ID",
    "doi",
    "is_arxiv",
    "month",
    "paper_id",
    "split_arxiv",
    "version",
]


def paper_id(column: str) -> pl.Expr:
    """The one spelling of the ids in ``column``, null where there is none."""
    text = pl.col(column)
    new = text.str.extract(NEW_ID, 1)
    right = new.str.len_bytes() == pl.when(new >= "1501").then(10).otherwise(9)
    archive, number = text.str.extract(OLD_ID, 1).str.to_lowercase(), text.str.extract(OLD_ID, 2)
    old = pl.concat_str([archive, number], separator="/")
    return pl.coalesce(pl.when(right).then(new), old, text.str.extract(OTHER_ID, 1))


def version(column: str) -> pl.Expr:
    """The version that the ids in ``column`` carry."""
    text = pl.col(column)
    return pl.coalesce(text.str.extract(NEW_ID, 2), text.str.extract(OLD_ID, 3)).cast(pl.Int32, strict=False)


def is_arxiv(column: str) -> pl.Expr:
    """Whether the (normalised) ids in ``column`` are arXiv's."""
    return ~pl.col(column).str.contains(":", literal=True)


def month(column: str) -> pl.Expr:
    """First day of the month that (normalised) arXiv ids name; null for others."""
    digits = pl.when(is_arxiv(column)).then(pl.col(column).str.extract(r"^(?:[a-z-]+/)?([0-9]{4})", 1))
    year = digits.str.slice(0, 2).cast(pl.Int32, strict=False)
    # arXiv began in 1991; ids of the nineties are the only ones with such a year.
    century = pl.when(year >= 91).then(1900).otherwise(2000)
    return pl.date(year + century, digits.str.slice(2, 2).cast(pl.Int32), 1)


def doi(column: str) -> pl.Expr:
    """DOIs in lower case without resolver or ``doi:``; null for anything else."""
    return pl.col(column).str.extract(DOI, 1).str.to_lowercase().str.strip_chars_end(".")
