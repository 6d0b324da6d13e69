"""Texts of the papers that say a phrase, from the index: the corpus has them in whole months only.

Only a current index answers, so that nothing is missed.  It finds somewhat more than what is asked for
(other forms of the words, other signs between them); whoever asks looks again.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import polars as pl
import tantivy
from numpy.typing import NDArray

from inroad.atlas.open import TEXTS, Atlas
from inroad.config import Config
from inroad.errors import InroadError
from inroad.search import stored, terms
from inroad.search.analysis import registered, stems
from inroad.search.vectors.ask import Vectors, open_vectors


def quick(config: Config, atlas: Atlas) -> Atlas:
    """An atlas that reads texts from the index of its home where that is current."""
    return atlas if atlas.texts is None else replace(atlas, said=Said(config))


@dataclass(frozen=True)
class Said:
    """See :class:`inroad.atlas.open.Saying`."""

    config: Config

    def __call__(self, phrases: Collection[str], ids: Collection[str]) -> pl.DataFrame | None:
        """TEXTS of all papers that may say a phrase, and of some ids; None if there is no telling."""
        asked = [each for phrase in phrases for each in _saying(phrase)]
        asked += [terms.one_of("id", sorted(ids))] if ids else []
        if self._searcher is None:
            return None
        try:
            with stored.guarded(stored.text_folder(self.config)):
                return _texts(self._searcher, asked)
        except InroadError:  # a damaged index hides nothing: all is read instead
            return None

    def alike(
        self, asked: Sequence[str], since: dt.date, most: int, until: dt.date | None = None
    ) -> dict[str, list[tuple[str, float]]]:
        """Of each paper that has a vector the ``most`` papers that are most like it; cosines too.

        Only papers from ``since`` to ``until`` (None: to the last).  Nothing where there are no vectors.
        """
        vectors = self._vectors
        if vectors is None:
            return {}
        rows = vectors.since(since)
        if until is not None:
            rows = np.intersect1d(rows, vectors.until(until))
        made, missing = vectors.of_papers(asked)
        there = [each for each in asked if each not in set(missing)]
        found = {}
        for one, scores in zip(there, vectors.all_scores(made, rows), strict=True):
            best = _best(scores, most + 1)
            near = [(vectors.ids[int(rows[at])], round(float(scores[at]), 4)) for at in best]
            found[one] = [each for each in near if each[0] != one][:most]
        return found

    @cached_property
    def _vectors(self) -> Vectors | None:
        try:
            return open_vectors(self.config)
        except InroadError:
            return None

    @cached_property
    def _searcher(self) -> tantivy.Searcher | None:
        """None where there is no index, or none of just these papers."""
        try:
            made = stored.read(self.config)
            if made is None or made.corpus != "home" or stored.lag(self.config, made).changed:
                return None
            folder = stored.checked(self.config, made)
            with stored.guarded(folder):
                return registered(tantivy.Index.open(str(folder))).searcher()
        except InroadError:
            return None


def _best(scores: NDArray[np.float32], most: int) -> NDArray[np.int64]:
    """Places of the highest, the highest first, ties by place; without sorting all."""
    if len(scores) > most:
        limit = np.partition(scores, -most)[-most]
        high = np.flatnonzero(scores >= limit)
    else:
        high = np.arange(len(scores))
    return np.asarray(high[np.argsort(-scores[high], kind="stable")][:most])


def _texts(searcher: tantivy.Searcher, asked: Sequence[tantivy.Query]) -> pl.DataFrame:
    """TEXTS of the papers that meet one of some conditions."""
    if not asked:
        return TEXTS.to_frame()
    every = max(1, searcher.num_docs)
    found = searcher.search(terms.preferring([terms.any_of(asked)], None), every, count=False)
    papers = [searcher.doc(at) for _, at in found.hits]
    rows = [(each.get_first("id"), each.get_first("title"), each.get_first("abstract")) for each in papers]
    return pl.DataFrame(rows, schema=TEXTS, orient="row")


def _saying(phrase: str) -> list[tantivy.Query]:
    """Papers with the words of a phrase in a row, the last in singular or plural."""
    words = re.findall(r"[^\W_]+", phrase.lower())
    if not words:
        return []
    single = words[-1] if words[-1].endswith("ss") else words[-1].removesuffix("s")
    ends = {word for form in (words[-1], single, f"{single}s", f"{single}es") for word in stems(form)}
    before = [term for word in words[:-1] for term in stems(word)]
    return [terms.phrase(field, [*before, end]) for field in terms.PROSE_FIELDS for end in sorted(ends)]
