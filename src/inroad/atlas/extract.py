"""What papers say, read a batch at a time: name-like places, introductions, definitions.

:func:`extract` is the expensive part of a build and depends on each paper alone: batches may be of any
size, in any order, on any machine, and a batch that was read once need never be read again.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from inroad.atlas.acronyms import definitions
from inroad.atlas.cues import cue_masks
from inroad.atlas.introductions import Introduced, Reading, introductions
from inroad.atlas.names import Surface, blank_latex, key_of, surfaces
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
    spans: list[tuple[object, ...]] = []
    introduced: list[tuple[object, ...]] = []
    defined: list[tuple[object, ...]] = []
    for row, (title, abstract) in enumerate(papers.select("title", "abstract").iter_rows()):
        reading = read(title or "", abstract or "")
        starts = [start for start, _ in reading.sentences]
        masks = iter(cue_masks(reading))
        spans.extend((*_span(row, 0, s, 0, reading.title), next(masks)) for s in reading.title_surfaces)
        for s in reading.surfaces:
            spans.append((*_span(row, 1, s, sentence_at(starts, s.start), reading.abstract), next(masks)))
        introduced.extend(_introduced(row, item, reading, starts) for item in introductions(reading))
        for place, found in ((0, reading.title_definitions), (1, reading.definitions)):
            defined.extend((row, key_of(d.short), d.short, d.long, place, d.start, d.end) for d in found)
    return Extracted(_table(spans, SPANS), _table(introduced, INTRODUCED), _table(defined, DEFINED))


def _table(rows: list[tuple[object, ...]], schema: pl.Schema) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema, orient="row")


def _span(row: int, place: int, surface: Surface, sentence: int, text: str) -> tuple[object, ...]:
    role = role_after(text, surface.end) if place else None
    name, start, end, shape = surface
    return row, key_of(name), name, shape, place, start, end, sentence, role


def _introduced(row: int, item: Introduced, reading: Reading, starts: list[int]) -> tuple[object, ...]:
    sentence = sentence_at(starts, item.start) if item.place else 0
    headed = "heads title" in item.signs
    return (
        row,
        key_of(item.name),
        item.name,
        item.shape,
        item.score,
        headed,
        role_of(reading, item),
        item.long_form,
        item.place,
        item.start,
        item.end,
        sentence,
    )
