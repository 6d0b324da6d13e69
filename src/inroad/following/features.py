"""What tells a paper that a reader would like from a random one: nine measures, one number a paper each.

All are computed for new papers and for a background of random recent ones alike, and given in standard
deviations of the background from its mean: 0 is a random paper, whatever the day and the reader.

Words are weighed by TF-IDF with a sublinear count, at unit length.  A direction is the mean of what is liked
minus that of the background; ``distinct`` is the same with every word divided by its variance in the
background, which is a linear discriminant with a diagonal covariance (Fisher 1936).  Categories are compared
as in naive Bayes: how much likelier is this set of them among the likes than in the background.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from inroad.following.shelf import Floats, Shelf
from inroad.following.words import Matrix

FEATURES = (
    "nearest", "near", "profile", "distinct", "unlike", "methods", "category",
    "vector near", "vector profile",
)  # fmt: skip
"""Columns of :meth:`Measure.of`; those on vectors are 0 where there are none."""

SMOOTH = 1e-3
"""Added to a word's variance: with less, rare words count more."""
CATEGORY_PRIOR = 8.0
"""So many papers of the background stand beside the likes when their categories are counted."""
USUAL_WORD = 0.5
"""A word that more than this share of the background has does not count at all."""
TELLING = math.log(20)
"""A word in more than one of twenty papers is no reason that says anything."""
LEAST_METHODS = 3.0
"""A paper with little said of methods is not as near to another by one of them as by all of many."""


@dataclass(frozen=True)
class Measure:
    """What a reader's papers say, ready to measure others.

    Args:
        likes: papers liked, at least one.
        dislikes: papers disliked.
        background: random recent papers, of which few would be liked.
        weights: how much each like counts [likes], greater than 0.
    """

    likes: Shelf
    dislikes: Shelf
    background: Shelf
    weights: Floats

    def of(self, papers: Shelf) -> Floats:
        """The features of papers, in standard deviations of the background [papers, FEATURES]."""
        mean, deviation = self._scale
        found: Floats = ((self._raw(papers) - mean) / deviation).astype(np.float32)
        return found

    def nearest(self, papers: Shelf) -> tuple[npt.NDArray[np.int64], Floats]:
        """For each paper the like that is nearest in words, and their cosine."""
        found = self._to_likes(papers)
        rows = found.argmax(axis=1)
        return rows, found[np.arange(len(rows)), rows]

    def shared(self, papers: Shelf, row: int) -> list[tuple[int, float]]:
        """Numbers of the words by which one paper leans towards the likes, the strongest first."""
        one = self.weighed(papers.words[[row]])
        points = one.data * self._direction[one.indices]
        order = np.lexsort((one.indices, -points))
        liked = self._centre(self._liked)
        return [
            (int(one.indices[place]), float(points[place]))
            for place in order
            if points[place] > 0 and liked[one.indices[place]] > 0 and self._idf[one.indices[place]] > TELLING
        ]

    # -- words ------------------------------------------------------------------------------------

    @cached_property
    def _idf(self) -> Floats:
        seen, idf = _rarity(self.background.words)
        # Words of most papers tell nothing and take most of the time.
        idf[seen > USUAL_WORD * len(self.background)] = 0
        return idf

    def weighed(self, counts: Matrix) -> Matrix:
        """TF-IDF of counted words, each row of unit length."""
        made = counts.copy()
        made.data = (1 + np.log(made.data)) * self._idf[made.indices]
        made.eliminate_zeros()
        return _shortened(made, 1e-9)

    @cached_property
    def _liked(self) -> Matrix:
        return self.weighed(self.likes.words)

    @cached_property
    def _usual(self) -> Matrix:
        return self.weighed(self.background.words)

    @cached_property
    def _direction(self) -> Floats:
        shares = self.weights / self.weights.sum()
        found: Floats = (shares @ self._liked - self._centre(self._usual)).astype(np.float32)
        return found

    @cached_property
    def _variance(self) -> Floats:
        squared = self._usual.copy()
        squared.data = squared.data**2
        return self._centre(squared)

    def _centre(self, rows: Matrix) -> Floats:
        mean: Floats = np.asarray(rows.mean(axis=0)).ravel().astype(np.float32)
        return mean

    def _to_likes(self, papers: Shelf) -> Floats:
        """Cosine of each paper to each like [papers, likes]."""
        product: Floats = (self.weighed(papers.words) @ self._liked.T).toarray()
        return product

    def _word_features(self, papers: Shelf) -> list[Floats]:
        found = self.weighed(papers.words)
        cosines = (found @ self._spoken.T).toarray()
        liked, disliked = cosines[:, : len(self.likes)], cosines[:, len(self.likes) :]
        return [liked.max(axis=1), _top(liked), *(found @ self._directions).T, _nearer(disliked, liked)]

    @cached_property
    def _spoken(self) -> Matrix:
        """What is liked, then what is disliked."""
        from scipy.sparse import vstack

        return vstack([self._liked, self.weighed(self.dislikes.words)], format="csr")

    @cached_property
    def _directions(self) -> Floats:
        """The direction as it is, and divided by the variance of each word [words, 2]."""
        plain = self._direction
        return np.column_stack([plain, plain / (self._variance + SMOOTH)]).astype(np.float32)

    # -- methods, categories, vectors ----------------------------------------------------

    @cached_property
    def _rare(self) -> Floats:
        assert self.background.methods is not None
        return _rarity(self.background.methods)[1]

    def _named(self, methods: Matrix) -> Matrix:
        made = methods.copy()
        made.data = self._rare[made.indices]
        return _shortened(made, LEAST_METHODS)

    def _methods(self, papers: Shelf) -> Floats:
        if papers.methods is None or self.likes.methods is None or self.background.methods is None:
            return np.zeros(len(papers), np.float32)
        found: Floats = self._named(papers.methods) @ self._centre(self._named(self.likes.methods))
        return found

    @cached_property
    def _log_odds(self) -> dict[str, tuple[float, float]]:
        """How much likelier it is among the likes to have a category, and not to have it, as logarithms."""
        usual, liked = _counts(self.background.categories), _counts(self.likes.categories)
        known, papers = _known(self.likes), _known(self.background)
        odds = {}
        for name in sorted({*usual, *liked}):
            prior = (usual.get(name, 0) + 1) / (papers + 2)
            share = (liked.get(name, 0) + CATEGORY_PRIOR * prior) / (known + CATEGORY_PRIOR)
            odds[name] = (math.log(share / prior), math.log((1 - share) / (1 - prior)))
        return odds

    def _category(self, papers: Shelf) -> Floats:
        nothing = sum(without for _, without in self._log_odds.values())
        gains = {name: having - without for name, (having, without) in self._log_odds.items()}

        def odds(names: tuple[str, ...] | None) -> float:
            return 0.0 if names is None else nothing + sum(gains.get(name, 0.0) for name in names)

        return np.array([odds(names) for names in papers.categories], np.float32)

    def _vector_features(self, papers: Shelf) -> list[Floats]:
        if papers.vectors is None or self.likes.vectors is None or self.background.vectors is None:
            return [np.zeros(len(papers), np.float32)] * 2
        shares = self.weights / self.weights.sum()
        direction = shares @ self.likes.vectors - self.background.vectors.mean(axis=0)
        return [_top(papers.vectors @ self.likes.vectors.T), papers.vectors @ direction]

    # -- all of it --------------------------------------------------------------------------------

    def _raw(self, papers: Shelf) -> Floats:
        columns = [
            *self._word_features(papers), self._methods(papers), self._category(papers),
            *self._vector_features(papers),
        ]  # fmt: skip
        return np.column_stack(columns).astype(np.float32)

    @cached_property
    def _scale(self) -> tuple[Floats, Floats]:
        raw = self._raw(self.background)
        deviation = raw.std(axis=0)
        # A measure that is the same for all says nothing, whatever it is for a new paper.
        return raw.mean(axis=0), np.where(deviation > 1e-6, deviation, np.inf).astype(np.float32)


def _rarity(counts: Matrix) -> tuple[npt.NDArray[np.int64], Floats]:
    """In how many rows each column stands, and its inverse document frequency."""
    seen = np.bincount(counts.indices, minlength=counts.shape[1])
    return seen, np.log((1 + counts.shape[0]) / (1 + seen)).astype(np.float32)


def _shortened(made: Matrix, least: float) -> Matrix:
    """Rows divided by their length, or by ``least`` where they are shorter; changes and returns ``made``."""
    rows = np.repeat(np.arange(made.shape[0]), np.diff(made.indptr))
    length = np.sqrt(np.bincount(rows, made.data.astype(np.float64) ** 2, made.shape[0]))
    made.data = (made.data / np.maximum(length, least)[rows]).astype(np.float32)
    return made


def _top(cosines: Floats, most: int = 3) -> Floats:
    """Mean of the three largest of each row."""
    most = min(most, cosines.shape[1])
    largest = np.partition(cosines, cosines.shape[1] - most, axis=1)[:, -most:]
    mean: Floats = largest.mean(axis=1)
    return mean


def _nearer(disliked: Floats, liked: Floats) -> Floats:
    """How much nearer each row is to a dislike than to any like; 0 where it is not."""
    if not disliked.shape[1]:
        return np.zeros(len(disliked), np.float32)
    found: Floats = np.maximum(disliked.max(axis=1) - liked.max(axis=1), np.float32(0))
    return found


def _known(papers: Shelf) -> int:
    """Papers of which the categories are known."""
    return sum(each is not None for each in papers.categories)


def _counts(categories: Sequence[tuple[str, ...] | None]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in (name for each in categories for name in set(each or ())):
        found[name] = found.get(name, 0) + 1
    return found
