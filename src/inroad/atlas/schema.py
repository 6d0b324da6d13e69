"""The tables of the atlas: what papers say, one meaning a column.

Two kinds of table.  *Readings* hold what one paper says and depend on that paper alone; they are made
a batch of papers at a time and kept.  The *atlas* joins them over the whole corpus.

One rule holds for every row of the atlas: it never depends on a later paper.  So the atlas as of a
date is the atlas's rows up to that date, and a month of new papers only adds rows.

Papers are numbered in order of (date, paper_id); ``paper`` is that number.  Methods are numbered in
order of first appearance; ``method`` is that number.  ``start`` and ``end`` are offsets in characters.
"""

from __future__ import annotations

import polars as pl

FIELDS = ("title", "abstract")
"""``field`` columns hold the position in this tuple."""

ROLES = ("method", "model", "dataset", "benchmark", "task", "tool", "acronym")
"""``kind`` columns hold the position in this tuple."""

RELATIONS = ("introduces", "builds on", "compares with", "applies", "surveys")
"""``relation`` columns hold the position in this tuple."""

PAPERS = pl.Schema(
    [
        ("paper", pl.UInt32),
        ("paper_id", pl.String),
        ("title", pl.String),
        ("date", pl.Date),
        ("primary", pl.String),  # primary category, null if unknown
        ("authors", pl.List(pl.UInt32)),  # numbers in AUTHORS, in order; null if unknown
        ("newcomer", pl.Boolean),  # first author has no earlier paper in the corpus; null if unknown
        ("code", pl.Boolean),  # text links to code; null if it does not say
        ("applied", pl.Float32),  # probability that the paper is an application, not a general method
        ("domain", pl.String),  # domain of an application, null if none was recognised
        ("survey", pl.Boolean),
        ("venue", pl.String),  # "NeurIPS" without year, null if unknown
        ("tools", pl.List(pl.String)),
        ("problem", pl.String),  # problem the paper sets out to solve, a label of the lexicon
        ("problem_field", pl.UInt8),
        ("problem_start", pl.UInt32),
        ("problem_end", pl.UInt32),
        ("problem_sentence", pl.UInt16),
    ]
)

AUTHORS = pl.Schema({"author": pl.UInt32, "name": pl.String})

METHODS = pl.Schema(
    {
        "method": pl.UInt32,
        "method_id": pl.String,
        "name": pl.String,
        "kind": pl.UInt8,
        "long_form": pl.String,
        "introduced_by": pl.UInt32,  # paper, null: unknown
        "first_paper": pl.UInt32,  # the earliest paper that names it
        "known": pl.Date,  # day from which the corpus gives reason to list it
    }
)

LOOKS = pl.Schema(
    {"method": pl.UInt32, "since": pl.Date, "name": pl.String, "kind": pl.UInt8, "long_form": pl.String}
)
"""What a method without introducing paper looked like from a day on; METHODS holds the latest."""

ALIASES = pl.Schema({"method": pl.UInt32, "alias": pl.String, "since": pl.Date})

MENTIONS = pl.Schema(
    {
        "method": pl.UInt32,
        "paper": pl.UInt32,
        "field": pl.UInt8,
        "start": pl.UInt32,
        "end": pl.UInt32,
        "sentence": pl.UInt16,
    }
)
"""Every place where a paper names a method, sorted by (method, paper, field, start)."""

STATEMENTS = ("limitation", "open problem", "future work")
"""``kind`` of STATED holds the position in this tuple."""

STATED = pl.Schema(
    {
        "paper": pl.UInt32,
        "field": pl.UInt8,
        "start": pl.UInt32,
        "end": pl.UInt32,
        "sentence": pl.UInt16,
        "kind": pl.UInt8,
        "confidence": pl.Float32,  # probability that the paper leaves this open
    }
)
"""Places where a paper states what it does not solve, sorted by (paper, start)."""

RELATED = pl.Schema(
    {
        "relation": pl.UInt8,
        "paper": pl.UInt32,  # the newer paper
        "child": pl.UInt32,  # the method it introduces, null: the paper as a whole
        "parent": pl.UInt32,  # the older method
        "field": pl.UInt8,
        "start": pl.UInt32,
        "end": pl.UInt32,
        "sentence": pl.UInt16,
        "confidence": pl.Float32,
        "inferred": pl.Boolean,
    }
)
"""At most one row a (paper, child, parent): the relation that the text supports best."""
