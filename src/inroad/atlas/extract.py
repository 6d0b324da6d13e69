"""What papers say, read a batch at a time: name-like places, introductions, definitions.

:func:`extract` is the expensive part of a build and depends on each paper alone: batches may be of any
size, in any order, on any machine, and a batch that was read once need never be read again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any

import polars as pl

from inroad.atlas.acronyms import definitions
from inroad.atlas.cues import cue_masks
from inroad.atlas.introductions import Introduced, Reading, introductions
from inroad.atlas.names import blank_latex, key_of, surfaces
from inroad.atlas.roles import role_after, role_of
from inroad.atlas.text import sentence_at, sentences

SPANS = pl.Schema(
    {
        "row": pl.UInt32,  # position of the paper in the batch
        "key": pl.String,  # folded name
        "surface": pl.String,  # as written
        "shape": pl.UInt8,
        "field": pl.UInt8,
        "start": pl.UInt32,
        "end": pl.UInt32,
        "sentence": pl.UInt16,
        "role": pl.UInt8,  # kind that the words around suggest, null if they do not
        "cue": pl.UInt64,  # bits of cues.CUES: what the words around say of a relation
    }
)
INTRODUCED = pl.Schema(
    {
        "row": pl.UInt32,
        "key": pl.String,
        "name": pl.String,
        "shape": pl.UInt8,
        "score": pl.Float32,
        "headed": pl.Boolean,  # the name heads the title
        "kind": pl.UInt8,
        "long_form": pl.String,
        "field": pl.UInt8,
        "start": pl.UInt32,
        "end": pl.UInt32,
        "sentence": pl.UInt16,
    }
)
DEFINED = pl.Schema(
    {
        "row": pl.UInt32,
        "key": pl.String,
        "short": pl.String,
        "long_form": pl.String,
        "field": pl.UInt8,
        "start": pl.UInt32,
        "end": pl.UInt32,
    }
)


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a batch of papers says; ``row`` refers to the batch."""

    spans: pl.DataFrame
    introduced: pl.DataFrame
    defined: pl.DataFrame


LONGEST_TITLE, LONGEST_ABSTRACT = 2_000, 40_000
"""Characters that are read: no real title or abstract is longer, and a broken one must not stop a build."""


def read(title: str, abstract: str) -> Reading:
    """One paper's text, taken apart once for all later steps."""
    title, abstract = blank_latex(title[:LONGEST_TITLE]), blank_latex(abstract[:LONGEST_ABSTRACT])
    return Reading(
        title,
        abstract,
        sentences(abstract),
        surfaces(title, titled=True),
        surfaces(abstract, title=title),
        definitions(title, titled=True),
        definitions(abstract),
    )


def extract(papers: pl.DataFrame) -> Extracted:
    """Read a batch of papers (columns ``title`` and ``abstract``, the latter may be null)."""
    texts = papers.select(pl.col("title", "abstract").fill_null("")).iter_rows()
    # One step for all papers, then the next: what a step looks up stays in the processor's cache.
    readings = [read(title, abstract) for title, abstract in texts]
    return Extracted(_spans(readings), _introduced(readings), _defined(readings))


def _spans(readings: list[Reading]) -> pl.DataFrame:
    """SPANS: the places of each title, then those of its abstract."""
    found = [(*r.title_surfaces, *r.surfaces) for r in readings]
    names, starts, ends, shapes = _turned(chain.from_iterable(found), 4)
    columns = {
        "row": _repeated(range(len(readings)), map(len, found)),
        "key": map(key_of, names),
        "surface": names,
        "shape": shapes,
        "field": _repeated((0, 1) * len(readings), _sizes(readings)),
        "start": starts,
        "end": ends,
        "sentence": chain.from_iterable(map(_sentence_numbers, readings)),
        "role": chain.from_iterable(map(_roles, readings)),
        "cue": chain.from_iterable(map(cue_masks, readings)),
    }
    return _table(columns, SPANS)


def _sizes(readings: list[Reading]) -> Iterator[int]:
    """How many places there are in each title, and in its abstract."""
    return (len(places) for r in readings for places in (r.title_surfaces, r.surfaces))


def _sentence_numbers(reading: Reading) -> list[int]:
    starts = [start for start, _ in reading.sentences]
    inside = [bisect_right(starts, surface.start) - 1 for surface in reading.surfaces]
    return [0] * len(reading.title_surfaces) + inside


def _roles(reading: Reading) -> list[int | None]:
    text = reading.abstract
    return [None] * len(reading.title_surfaces) + [role_after(text, s.end) for s in reading.surfaces]


def _introduced(readings: list[Reading]) -> pl.DataFrame:
    rows = [
        _introduction(row, item, readings[row])
        for row, items in enumerate(list(map(introductions, readings)))
        for item in items
    ]
    return _table(dict(zip(INTRODUCED, _turned(rows, len(INTRODUCED)), strict=True)), INTRODUCED)


def _introduction(row: int, item: Introduced, reading: Reading) -> tuple[object, ...]:
    starts = [start for start, _ in reading.sentences]
    sentence = sentence_at(starts, item.start) if item.place else 0
    headed, kind = "heads title" in item.signs, role_of(reading, item)
    place = (item.place, item.start, item.end, sentence)
    return row, key_of(item.name), item.name, item.shape, item.score, headed, kind, item.long_form, *place


def _defined(readings: list[Reading]) -> pl.DataFrame:
    rows = [
        (row, key_of(d.short), d.short, d.long, place, d.start, d.end)
        for row, reading in enumerate(readings)
        for place, found in enumerate((reading.title_definitions, reading.definitions))
        for d in found
    ]
    return _table(dict(zip(DEFINED, _turned(rows, len(DEFINED)), strict=True)), DEFINED)


def _turned(rows: Iterable[tuple[Any, ...]], width: int) -> list[tuple[Any, ...]]:
    """Rows as columns."""
    return list(zip(*rows, strict=True)) or [()] * width


def _repeated(values: Iterable[int], times: Iterable[int]) -> Iterator[int]:
    return chain.from_iterable(map(repeat, values, times))


def _table(columns: dict[str, Iterable[object]], schema: pl.Schema) -> pl.DataFrame:
    # Columns, not rows: rows would be looked through for their types first.
    return pl.DataFrame(
        [pl.Series(name, list(values), dtype=schema[name]) for name, values in columns.items()]
    )
