"""Simple rankings that promise is measured beside, each by what was known on the same day.

The words' regression is written here, with SciPy: scikit-learn would be a dependency of tens of megabytes
for one line of a table.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from inroad.atlas.open import Atlas

Floats = NDArray[np.float64]
_WORD = re.compile(r"[a-z][a-z0-9\-]+")
_LEAST = 5
"""Papers that must have a word or pair of words."""
_PENALTY = 1.0


def at_random(table: pl.DataFrame) -> Floats:
    """(n,) a number that depends on nothing but the id."""
    digests = (hashlib.sha256(name.encode()).digest()[:8] for name in table["method_id"])
    return np.array([int.from_bytes(digest, "big") / 2**64 for digest in digests], dtype=np.float64)


def recency(table: pl.DataFrame) -> Floats:
    """(n,) the newest first."""
    return table["first"].to_physical().cast(pl.Float64).to_numpy()


def category_heat(table: pl.DataFrame, atlas: Atlas, learnt: pl.DataFrame) -> Floats:
    """(n,) part of the methods known so far in the paper's primary category that were taken up, smoothed."""
    placed = atlas.papers.select("paper", "primary")
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
        told: Floats = _matrix(texts, self.places, self.idf) @ self.weights
        return told


def words(texts: list[str], came: NDArray[np.bool_]) -> Words:
    """Learn from texts and what came of them."""
    from scipy.optimize import minimize

    seen = Counter(term for text in texts for term in set(_terms(text)))
    kept = sorted(term for term, count in seen.items() if count >= _LEAST)
    places = {term: place for place, term in enumerate(kept)}
    idf = np.array([math.log((1 + len(texts)) / (1 + seen[term])) + 1 for term in kept], dtype=np.float64)
    x, y = _matrix(texts, places, idf), came.astype(np.float64)

    def loss(theta: Floats) -> tuple[float, Floats]:
        score = x @ theta[:-1] + theta[-1]
        error = 1 / (1 + np.exp(-score)) - y
        value = (np.logaddexp(0, score) - y * score).sum() + 0.5 * _PENALTY * (theta[:-1] @ theta[:-1])
        return float(value), np.append(x.T @ error + _PENALTY * theta[:-1], error.sum())

    start = np.zeros(len(kept) + 1)
    start[-1] = math.log(max(y.mean(), 1e-6))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return Words(places, idf, np.asarray(found.x[:-1], dtype=np.float64))


def _terms(text: str) -> list[str]:
    found = _WORD.findall(text.lower())
    return found + [f"{one} {other}" for one, other in pairwise(found)]


def _matrix(texts: list[str], places: dict[str, int], idf: Floats) -> csr_matrix:
    """Rows of length 1: 1 + log of the count, times the inverse document frequency."""
    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for text in texts:
        counts = Counter(places[term] for term in _terms(text) if term in places)
        row = [(1 + math.log(count)) * idf[place] for place, count in counts.items()]
        length = math.sqrt(sum(value * value for value in row)) or 1.0
        values.extend(value / length for value in row)
        columns.extend(counts)
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(texts), len(idf)))
