r"""The ACL Anthology as a table: one row a paper.

Anthology ids say venue and year even where the row does not: ``P18-1040`` is ACL 2018,
``2020.findings-emnlp.302`` Findings of EMNLP 2020.
"""

from __future__ import annotations

import polars as pl

from inroad.sources.columns import number, papers, text, texts

NEEDS = frozenset({"acl_id", "title"})

LETTERS = {
    "A": "ANLP", "C": "COLING", "D": "EMNLP", "E": "EACL", "F": "TALN", "H": "HLT", "I": "IJCNLP",
    "J": "Computational Linguistics", "K": "CoNLL", "L": "LREC", "M": "MUC", "N": "NAACL", "O": "ROCLING",
    "P": "ACL", "Q": "TACL", "R": "RANLP", "T": "TINLAP", "U": "ALTA", "X": "TIPSTER", "Y": "PACLIC",
}  # fmt: skip
"""First letter of an id until 2019.  ``W`` (workshops) and ``S`` (SemEval or \\*SEM) name no single venue."""
CODES = {
    "cl": "Computational Linguistics",
    "conll": "CoNLL",
    "semeval": "SemEval",
    "starsem": "*SEM",
    "jeptalnrecital": "JEP-TALN-RECITAL",
    "americasnlp": "AmericasNLP",
    "insights": "Insights",
    "nlp4convai": "NLP4ConvAI",
}
"""Venue codes of ids since 2020 that are not simply the name in small letters."""

_OLD = r"^([A-Z])(\d{2})-\d+$"
_NEW = r"^(\d{4})\.([a-z0-9]+)(?:-([a-z0-9_]+))?\.\d+$"
_ACRONYM = r"\(([A-Z*][A-Za-z0-9*-]{1,14}),?\s*(?:[12]\d{3}|'?\d{2})?\)"


def tidy(table: pl.DataFrame) -> pl.DataFrame:
    """Rows as papers, not yet normalised."""
    id_ = text(table, "acl_id").str.strip_chars()
    year = pl.coalesce(number(table, "year"), _id_year(id_))
    month = number(table, "month")
    known_month = month.is_between(1, 12).fill_null(False)
    return papers(
        table,
        paper_id="acl:" + id_.str.replace_all(r"\s+", "_"),
        title=text(table, "title"),
        abstract=text(table, "abstract"),
        authors=texts(table, "authors"),
        date=pl.when(known_month).then(pl.date(year, month, 15)).otherwise(pl.date(year, 7, 1)),
        date_quality=pl.when(known_month).then(pl.lit("id_month")).otherwise(pl.lit("year")),
        doi=text(table, "doi"),
        venue=pl.format("{} {}", _venue(table, id_), year),
        code_url=text(table, "code_url"),
    )


def _id_year(id_: pl.Expr) -> pl.Expr:
    short = id_.str.extract(_OLD, 2).cast(pl.Int32)
    # The Anthology begins in 1965 and left two-figure years in 2020.
    return pl.coalesce(
        id_.str.extract(_NEW, 1).cast(pl.Int32), short + pl.when(short >= 60).then(1900).otherwise(2000)
    )


def _venue(table: pl.DataFrame, id_: pl.Expr) -> pl.Expr:
    code, volume = id_.str.extract(_NEW, 2), id_.str.extract(_NEW, 3)
    findings = pl.when((code == "findings") & volume.is_not_null()).then(
        "Findings of " + volume.str.to_uppercase()
    )
    spelled = code.replace_strict(CODES, default=None, return_dtype=pl.String)
    letter = id_.str.extract(_OLD, 1).replace_strict(LETTERS, default=None, return_dtype=pl.String)
    return pl.coalesce(
        findings, spelled, code.str.to_uppercase(), letter, text(table, "booktitle").str.extract(_ACRONYM, 1)
    )
