"""What each paper says, one row a paper: the part of a build that depends on single papers alone.

:func:`read_batch` is the batch function: papers in, READINGS out, in any cut and order, on any engine.
:func:`taken_apart` turns many readings back into the tables that the rest of the atlas joins.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files

import polars as pl

from inroad.atlas.extract import DEFINED, INTRODUCED, SPANS, extract
from inroad.atlas.facts import facts
from inroad.atlas.schema import PAPERS
from inroad.atlas.stated import ROWS, stated
from inroad.atlas.topics import TOPICS, topic_words

INPUT = ("paper_id", "title", "abstract", "categories", "comment", "journal_ref", "venue", "code_url")
"""Columns of the corpus on which a reading depends."""

VERSION = 7
"""Raised when the same text would be read differently, so that kept readings are made anew."""

JOINED_LATER = frozenset((("weights", "relations.json"), ("lexicon", "not_names.txt")))
"""Data files that only the joins use, with their folders; all others of both folders are for reading."""
_LISTS = {"spans": SPANS, "introduced": INTRODUCED, "defined": DEFINED, "stated": ROWS}
_FACTS = (
    "code",
    "applied",
    "domain",
    "survey",
    "venue",
    "tools",
    *(n for n in PAPERS if n.startswith("problem")),
)


def _struct(schema: pl.Schema) -> pl.List:
    return pl.List(pl.Struct({name: dtype for name, dtype in schema.items() if name != "row"}))


READINGS = pl.Schema(
    {
        "paper_id": pl.String(),
        **{n: PAPERS[n] for n in _FACTS},
        "topics": TOPICS,
        **{n: _struct(s) for n, s in _LISTS.items()},
    }
)


@dataclass(frozen=True, slots=True)
class Apart:
    """Readings as flat tables; ``paper`` is the number of the paper."""

    facts: pl.DataFrame
    spans: pl.DataFrame
    introduced: pl.DataFrame
    defined: pl.DataFrame
    stated: pl.DataFrame


def read_batch(papers: pl.DataFrame) -> pl.DataFrame:
    """The READINGS of papers (columns INPUT), in the same order."""
    said = extract(papers)
    rows = facts(papers).select("paper_id", *_FACTS).with_row_index("row")
    rows = rows.with_columns(topics=topic_words(papers["abstract"]))
    lists = {
        "spans": said.spans,
        "introduced": said.introduced,
        "defined": said.defined,
        "stated": stated(papers),
    }
    for name, table in lists.items():
        rows = rows.join(_gathered(table, name), on="row", how="left", maintain_order="left")
    return rows.select(READINGS.names()).cast(READINGS)


def _gathered(table: pl.DataFrame, name: str) -> pl.DataFrame:
    """One row a paper that says anything, with all it says in a list."""
    inner = [column for column in table.columns if column != "row"]
    return table.group_by("row", maintain_order=True).agg(pl.struct(inner).alias(name))


def taken_apart(readings: pl.DataFrame, first: int = 0) -> Apart:
    """Flat tables of readings that are in the order of papers, numbered from ``first`` on."""
    numbered = readings.with_row_index("paper", first)
    lists = {name: _exploded(numbered, name) for name in _LISTS}
    return Apart(numbered.drop(*_LISTS), **lists)


def _exploded(numbered: pl.DataFrame, name: str) -> pl.DataFrame:
    return numbered.select("paper", name).drop_nulls(name).explode(name).unnest(name)


def digest(papers: pl.DataFrame, way: bytes) -> str:
    """What a batch's readings depend on, in 32 hex digits: its text, and the ``way`` of reading."""
    state = hashlib.sha256(way)
    for column in papers.select(pl.col(INPUT).hash(seed=0)).iter_columns():
        state.update(column.to_numpy().tobytes())
    return state.hexdigest()[:32]


def way_of_reading() -> bytes:
    """Version of the code, of Polars (whose hashes may change), and every learnt weight and lexicon."""
    parts = [f"{VERSION} {pl.__version__}".encode()]
    for folder in ("weights", "lexicon"):
        inside = (files("inroad") / "data" / folder).iterdir()
        read = (item for item in inside if item.is_file() and (folder, item.name) not in JOINED_LATER)
        parts.extend(item.read_bytes() for item in sorted(read, key=lambda item: item.name))
    return b"\0".join(parts)
