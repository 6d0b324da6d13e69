"""New papers ranked for one reader: a score that is a sum of named parts.

The features (:mod:`inroad.following.features`) are added with weights that depend on how much was liked: with
few likes nearness to single papers says most, with many the direction of all of them.  The weights were
learnt from readers who are not those that the ranking is measured on (``tools/train_feed.py``).  What is
followed was said outright, so it counts by fixed points and not by learnt ones.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from inroad.following.features import FEATURES, Measure
from inroad.following.shelf import Floats, Shelf

PARTS = {
    "nearness": ("nearest", "near"),
    "words": ("profile", "distinct"),
    "methods": ("methods",),
    "category": ("category",),
    "dislikes": ("unlike",),
    "meaning": ("vector near", "vector profile"),
}
"""Named parts of a score, and the features that each sums up."""

USUAL = 8.0
"""Labels at which the weights are the plain ones; they change with the logarithm of labels over this."""
REACH = (-2.0, 3.0)
"""Doublings below and above ``USUAL`` up to which the weights were learnt."""
DIGITS = 3
"""Of the points of a part."""
HALF = 2
"""A paper that stands for a follow counts one in so many of a like."""

POINTS: Mapping[str, float] = {"method": 2.0, "author": 3.0, "query": 2.0, "category": 0.75, "co-author": 1.5}
"""What meeting a follow adds; a liked paper's author writes again."""


@dataclass(frozen=True)
class Reader:
    """What is known of a reader."""

    likes: Shelf
    dislikes: Shelf
    seeds: int = 0
    """How many of ``likes``, the last ones, only stand for what is followed."""

    @property
    def labels(self) -> int:
        """Papers on which the reader spoke."""
        return len(self.likes) - self.seeds + len(self.dislikes)


@dataclass(frozen=True)
class Ranking:
    """Scores of papers, row by row."""

    parts: Mapping[str, Floats]
    """Points by name of the part [papers]."""
    measure: Measure | None
    """None: nothing was liked."""
    usual: npt.NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    """Scores of the background, sorted; follows left out."""

    @property
    def scores(self) -> npt.NDArray[np.float64]:
        """The sum of all parts."""
        return _total(self.parts)

    def above(self, score: float) -> float:
        """Share of random recent papers that score less."""
        return float(np.searchsorted(self.usual, score) / max(len(self.usual), 1))


def rank(
    papers: Shelf, reader: Reader, background: Shelf, hits: Mapping[str, Floats] | None = None
) -> Ranking:
    """Score ``papers`` for a reader.

    Args:
        papers: what is new.
        reader: what they like; may be empty.
        background: random recent papers.
        hits: further parts, points by name [papers], as follows give them.
    """
    extra = dict(hits or {})
    if not len(reader.likes):
        return Ranking({**extra} or {"": np.zeros(len(papers), np.float32)}, None, np.zeros(len(background)))
    measure = Measure(reader.likes, reader.dislikes, background, _weights_of_likes(reader))
    learnt = weights(reader.labels, papers.vectors is not None)
    parts = _parts(measure.of(papers), learnt)
    own = _parts(measure.of(background), learnt)
    usual = np.sort(_total(own))
    return Ranking({**parts, **extra}, measure, usual)


def weights(labels: int, with_vectors: bool) -> Floats:
    """The weight of each feature for a reader of so many labels [FEATURES]."""
    known = _learnt()
    # Vectors for which no weights were learnt say nothing.
    plain, slope = known["vectors" if with_vectors and "vectors" in known else "plain"]
    doublings = float(np.clip(np.log2(max(labels, 1) / USUAL), *REACH))
    return plain + doublings * slope


def _parts(found: Floats, learnt: Floats) -> dict[str, Floats]:
    points = found * learnt
    columns = {name: [FEATURES.index(each) for each in of] for name, of in PARTS.items()}
    summed = {name: points[:, of].sum(axis=1) for name, of in columns.items()}
    # What is shown must add up to what was ranked by.
    return {name: np.round(each, DIGITS) for name, each in summed.items()}


def _total(parts: Mapping[str, Floats]) -> npt.NDArray[np.float64]:
    return np.asarray(np.round(np.sum(list(parts.values()), axis=0, dtype=np.float64), DIGITS))


def _weights_of_likes(reader: Reader) -> Floats:
    counts = np.ones(len(reader.likes), np.float32)
    if reader.seeds and reader.seeds < len(reader.likes):
        counts[-reader.seeds :] = 1 / HALF
    return counts


@cache
def _learnt() -> dict[str, tuple[Floats, Floats]]:
    text = (files("inroad") / "data" / "following" / "weights.json").read_text(encoding="utf-8")
    made = {}
    for name, rows in json.loads(text).items():
        table = np.array([rows.get(each, (0.0, 0.0)) for each in FEATURES], np.float32)
        made[name] = (table[:, 0], table[:, 1])
    return made
