"""Simple rankings that promise is measured beside, each by what was known on the same day."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import polars as pl
from numpy.typing import NDArray

from inroad.openings.text_regression import Floats, matrix, regression, vocabulary

_WORD = re.compile(r"[a-z][a-z0-9\-]+")
_LEAST = 5
"""Papers that must have a word or pair of words."""


def at_random(table: pl.DataFrame) -> Floats:
    """(n,) a number that depends on nothing but the id."""
    digests = (hashlib.sha256(name.encode()).digest()[:8] for name in table["method_id"])
    return np.array([int.from_bytes(digest, "big") / 2**64 for digest in digests], dtype=np.float64)


def recency(table: pl.DataFrame) -> Floats:
    """(n,) the newest first."""
    return table["first"].to_physical().cast(pl.Float64).to_numpy()


def category_heat(table: pl.DataFrame, papers: pl.DataFrame, learnt: pl.DataFrame) -> Floats:
    """(n,) part of the methods known so far in the paper's primary category that were taken up, smoothed."""
    placed = papers.select("paper", "primary")
    overall = learnt["came"].mean()
    assert isinstance(overall, float)
    rates = (
        learnt.join(placed, on="paper", how="left")
        .group_by("primary")
        .agg(rate=(pl.col("came").sum() + 100 * overall) / (pl.len() + 100))
    )
    told = table.select("paper").join(placed, on="paper", how="left", maintain_order="left")
    joined = told.join(rates, on="primary", how="left", maintain_order="left", nulls_equal=True)
    return joined["rate"].fill_null(overall).to_numpy()


def upvotes(table: pl.DataFrame) -> Floats:
    """(n,) upvotes seen by the day; unknown is ranked with none, below one."""
    return table["upvotes"].fill_null(0.0).to_numpy()


# -- words ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """TF-IDF of words and pairs of words, and a logistic regression on them."""

    places: dict[str, int]
    idf: Floats
    weights: Floats

    def scores(self, texts: list[str]) -> Floats:
        """(n,) log-odds, without the bias."""
        told: Floats = matrix([_counted(text) for text in texts], self.places, self.idf) @ self.weights
        return told


def words(texts: list[str], came: NDArray[np.bool_]) -> Words:
    """Learn from texts and what came of them."""
    counts = [_counted(text) for text in texts]
    kept, idf = vocabulary(counts, _LEAST)
    places = {term: place for place, term in enumerate(kept)}
    return Words(places, idf, regression(matrix(counts, places, idf), came.astype(np.float64)))


def _counted(text: str) -> Counter[str]:
    """Words and pairs of words."""
    found = _WORD.findall(text.lower())
    return Counter(found + [f"{one} {other}" for one, other in pairwise(found)])
