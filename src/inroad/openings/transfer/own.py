"""Which methods are a field's own, so that somebody of the field would think of taking them elsewhere."""

from __future__ import annotations

import re

import polars as pl

from inroad.atlas.field import Field
from inroad.atlas.parts import methods_at, papers_at
from inroad.openings.meaning import mostly_meant, there_before
from inroad.openings.signs import listed
from inroad.openings.transfer.outlook import Outlook

_NAMED = 3
"""Papers of the field that name it: fewer tell little of where it is not used."""
_INTRODUCED = 0.2
"""Part of a method's papers that must be of the field: others are guests.  Its own paper must be."""
_MOSTLY = 0.4
"""Part from which on it would be the field's own if its paper were here."""
_COMMON = 150
"""Papers that make a method everybody's: where it was not tried then, the corpus has gaps."""
_TOLD = 3
"""Methods without a paper that are named as the reason why there is none."""
_NO_METHOD = re.compile(
    r"(?i:\d(?:\.\d+)?[bm]\b)"  # one trained model
    r"|(?i:[- ](?:style|based|like|inspired|ssms?|experts|variants?|models?|networks?)$)"  # a class
    r"|(?:Style|Based|Like|Bench|Feedback|QA|Set|Corpus|Farm)$"  # a manner, or data
)
_MEASURES = r"(?i)\b(?:evaluat\w+|metrics?)\b"
"""Titles of papers on measures: these judge what others do on a task, and do not do it."""


def own_methods(field: Field, known: Outlook) -> list[tuple[int, int]]:
    """Number and row (in the outlook) of the field's own methods, by number."""
    introduced = pl.col("introduced_by").is_in(field.papers["paper"].implode())
    share = pl.col("in_field") / pl.col("papers")
    own = introduced & (share >= _INTRODUCED)
    often = (pl.col("in_field") >= _NAMED) & (pl.col("papers") < _COMMON)
    rows = field.methods.filter(own & often & ~pl.col("name").str.contains(_NO_METHOD.pattern))
    rows = field.titled(rows)
    titles = papers_at(field.atlas, rows["introduced_by"], ["paper", "title"])
    measures = titles.filter(pl.col("title").str.contains(_MEASURES))["paper"]
    rows = rows.filter(~pl.col("introduced_by").is_in(measures.implode()))
    rows = rows.filter(~pl.col("method").is_in(sorted(there_before(rows, field.atlas))))
    alone = mostly_meant(rows, field.atlas).sort("method")
    pairs = alone.select("method", "method_id").iter_rows()
    return [(number, known.place[name]) for number, name in pairs if name in known.place]


def nothing_own(field: Field) -> tuple[str, str]:
    """Why a field has no method to carry elsewhere, and what to do: mostly, their papers are not here."""
    share = pl.col("in_field") / pl.col("papers")
    mine = field.named.filter(pl.col("in_field") >= _NAMED, share >= _MOSTLY)
    there = mine.join(methods_at(field.atlas, mine["method"]), on="method")
    without = there.filter(pl.col("introduced_by").is_null())
    names = without.sort("in_field", "method", descending=[True, False])["name"].head(_TOLD).to_list()
    here = f" (what introduces {listed(names)} is not here)" if names else ""
    return (
        f"no method that is this field's own has its paper in this corpus and {_NAMED} that name it{here}",
        "ask for a wider field, or ingest the papers that introduce its methods",
    )
