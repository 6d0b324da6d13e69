"""Texts of the papers that say a phrase, from the index: the corpus has them in whole months only.

Only a current index answers, so that nothing is missed.  It finds somewhat more than what is asked for
(other forms of the words, other signs between them); whoever asks looks again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from inroad.atlas.open import TEXTS, Atlas
from inroad.config import Config
from inroad.errors import InroadError
from inroad.search.saying import Saying
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
        found = self._saying.texts(phrases, ids)
        return None if found is None else pl.DataFrame(found, schema=TEXTS, orient="row")

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
    def _saying(self) -> Saying:
        return Saying(self.config)


def _best(scores: NDArray[np.float32], most: int) -> NDArray[np.int64]:
    """Places of the highest, the highest first, ties by place; without sorting all."""
    if len(scores) > most:
        limit = np.partition(scores, -most)[-most]
        high = np.flatnonzero(scores >= limit)
    else:
        high = np.arange(len(scores))
    return np.asarray(high[np.argsort(-scores[high], kind="stable")][:most])
