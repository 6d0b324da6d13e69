"""Abstracts with the sentence marked in which something is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from inroad.atlas.open import Atlas
from inroad.atlas.text import sentences
from inroad.types import Evidence


@dataclass(frozen=True, slots=True)
class Passage:
    """An abstract in three parts."""

    before: str
    marked: str
    after: str


def passages(atlas: Atlas, found: Iterable[Evidence]) -> dict[Evidence, Passage]:
    """The abstracts in which evidence lies, as far as the corpus is at hand."""
    wanted = [each for each in found if each.paper_id and each.place == "abstract"]
    ids = pl.Series([each.paper_id for each in wanted], dtype=pl.String)
    texts = dict(atlas.texts_of(ids).select("paper_id", "abstract").iter_rows())
    return {each: _passage(texts[each.paper_id], each) for each in wanted if texts.get(each.paper_id)}


def _passage(text: str, evidence: Evidence) -> Passage:
    at = evidence.start or 0
    spans = sentences(text)
    start, end = next(((start, end) for start, end in spans if start <= at < end), (0, 0))
    return Passage(text[:start], text[start:end], text[end:])
