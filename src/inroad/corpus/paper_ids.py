"""The grammar of paper ids: many spellings in, one out.

    2305.14314            arXiv since April 2007 (four digits after the dot until 2014, then five)
    cond-mat/0104214      arXiv before: archive, slash, year, month, number
    venue:… acl:… doi:…   papers known from elsewhere

Around an arXiv id may stand ``arXiv:``, ``oai:arXiv.org:``, an address or arXiv's DOI prefix; after it a
version.  A subject class (``math.GT/0309136``) is dropped, as arXiv itself does.  Every rule is written
once, as a regular expression that Python and Polars read alike.
"""

from __future__ import annotations

import re

import polars as pl

_AROUND = (
    r"(?i)^\s*(?:https?://)?(?:(?:[a-z]+\.)?arxiv\.org/[a-z]+/|doi\.org/)?"
    r"(?:10\.48550/)?(?:arxiv[:.]\s*|oai:arxiv\.org:)?"
)
_NEW = r"(?:0[7-9]|[1-9][0-9])(?:0[1-9]|1[0-2])\.[0-9]{4,5}"
_OLD = r"([a-z]+(?:-[a-z]+)?)(?:\.[a-z]{2}|\.[a-z]+-[a-z]+)?/([0-9]{2}(?:0[1-9]|1[0-2])[0-9]{3})"
_AFTER = r"(?:v([0-9]{1,3}))?(?:\.pdf)?/?\s*$"

NEW_ID = _AROUND + "(" + _NEW + ")" + _AFTER
OLD_ID = _AROUND + _OLD + _AFTER
OTHER_ID = r"^\s*((?:venue|acl|doi):\S+)\s*$"
DOI = r"(?i)^\s*(?:https?://)?(?:dx\.)?(?:doi\.org/)?(?:doi:\s*)?(10\.[0-9]{4,9}/[^\s,;]+)"


def split_arxiv(text: str) -> tuple[str, int | None] | None:
    """The arXiv id and version that ``text`` spells, or None if it spells none.

    >>> split_arxiv("http://arxiv.org/abs/cond-mat.str-el/0104214v2")
    ('cond-mat/0104214', 2)
    """
    if new := re.match(NEW_ID, text):
        paper_id, version = (new[1], new[2]) if _right_length(new[1]) else ("", None)
    elif old := re.match(OLD_ID, text):
        paper_id, version = f"{old[1].lower()}/{old[2]}", old[3]
    else:
        return None
    return (paper_id, int(version) if version else None) if paper_id else None


def _right_length(new: str) -> bool:
    # A short number after 2014 has lost its last zeros (an id that was read as a decimal fraction).
    return len(new) == (10 if new >= "1501" else 9)


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
