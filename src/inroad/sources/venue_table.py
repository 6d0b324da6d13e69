"""Papers of conferences as a table: one row for a paper at a venue in a year.

Only the year is known, so papers are dated at its middle.  A row that was rejected or withdrawn is a
paper, but not one of the venue.
"""

from __future__ import annotations

import polars as pl

from inroad.corpus import paper_ids
from inroad.sources.columns import number, papers, text, texts

NEEDS = frozenset({"venue", "year", "title"})

NAMES = {
    "nips": "NeurIPS", "neurips": "NeurIPS", "acmmm": "ACM MM", "siggraphasia": "SIGGRAPH Asia",
    "corl": "CoRL", "automl": "AutoML", "interspeech": "Interspeech", "findings": "Findings of ACL",
}  # fmt: skip
"""Short names that are not simply the key in capitals."""

ACL_ID = r"^((?:[A-Z]\d{2}-\d{4}|\d{4}\.[a-z0-9]+-[a-z0-9_]+\.\d+))$"

_NOT_ACCEPTED = r"(?i)reject|withdraw"
_SLUG_LENGTH = 80


def tidy(table: pl.DataFrame) -> pl.DataFrame:
    """Rows as papers, not yet normalised."""
    year, key = number(table, "year"), text(table, "venue").str.strip_chars().str.to_lowercase()
    accepted = ~text(table, "status").str.contains(_NOT_ACCEPTED).fill_null(False)
    name = pl.coalesce(
        key.replace_strict(NAMES, default=None, return_dtype=pl.String), key.str.to_uppercase()
    )
    return papers(
        table,
        paper_id=_paper_id(table, key, year),
        title=text(table, "title"),
        abstract=text(table, "abstract"),
        authors=texts(table, "authors"),
        date=pl.date(year, 7, 1),
        date_quality=pl.lit("year"),
        doi=text(table, "doi"),
        venue=pl.when(accepted).then(pl.format("{} {}", name, year)),
        code_url=text(table, "github"),
        also=_named_elsewhere(table),
    )


def _paper_id(table: pl.DataFrame, key: pl.Expr, year: pl.Expr) -> pl.Expr:
    """``venue:cvpr-2017-`` and the list's own id, else the title's words.

    Lists number each year anew or derive the id from the title ("Preface"), so it needs venue and year.
    """
    own = text(table, "pid").str.strip_chars().str.replace_all(r"\s+", "_")
    title = (
        text(table, "title").str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", "-").str.strip_chars("-")
    )
    return pl.format("venue:{}-{}-{}", key, year, pl.coalesce(own, title.str.slice(0, _SLUG_LENGTH)))


def _named_elsewhere(table: pl.DataFrame) -> pl.Expr:
    """The arXiv id that the row states, and the ACL Anthology's where the list took it over as its own."""
    acl = text(table, "pid").str.extract(ACL_ID, 1)
    arxiv = text(table, "arxiv").str.extract(paper_ids.NEW_ID, 1)
    return pl.concat_list(arxiv, "acl:" + acl).list.drop_nulls()
