"""What the words of titles and abstracts say of promise: TF-IDF and a logistic regression, cut to few words.

As one feature among others it is told apart from what the atlas knows: a paper that speaks of open weights
and a family of models says something, whoever wrote it.  Where there is no abstract it is unknown.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from inroad.atlas.open import Atlas
from inroad.openings.text_regression import Floats, matrix, regression, vocabulary

MOST = 1000
"""Words kept: with 500 to 4000 of them held-out papers were told apart equally well."""
_WORD = re.compile(r"[a-z][a-z0-9\-]+")
_LEAST = 20
"""Papers that must have a word."""
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Words:
    """Weight of each word, its rarity included."""

    weights: dict[str, float]
    rarity: dict[str, float]
    """Inverse document frequency."""
    unseen: float
    """Inverse document frequency of words that are not kept, as they are on average."""

    def score(self, text: str) -> float:
        """Log-odds that the words add."""
        counts = _counted(text)
        rarity, unseen, weights = self.rarity, self.unseen, self.weights
        values = [
            (word, (1 + math.log(n)) * rarity.get(word, unseen) if n > 1 else rarity.get(word, unseen))
            for word, n in counts.items()
        ]
        length = math.sqrt(sum([value * value for _, value in values])) or 1.0
        return sum([value * weights[word] for word, value in values if word in weights]) / length

    def loudest(self, text: str, most: int = 4) -> list[str]:
        """The words of a text that move its score most."""
        counts = _counted(text)
        moved = {
            word: abs((1 + math.log(n)) * self.rarity[word] * self.weights[word])
            for word, n in counts.items()
            if word in self.weights
        }
        return sorted(moved, key=lambda word: (-moved[word], word))[:most]


def texts(atlas: Atlas, table: pl.DataFrame) -> list[str | None]:
    """Title and abstract of each row's introducing paper (``paper_id``); None where there is no abstract."""
    if atlas.texts is None:
        return [None] * table.height
    ids = table["paper_id"].unique().sort()
    if ids.is_empty():
        return []
    found = atlas.texts_of(ids)
    joined = table.select("paper_id").join(found, on="paper_id", how="left", maintain_order="left")
    return [f"{title or ''} {abstract}" if abstract else None for _, title, abstract in joined.iter_rows()]


def said(words: Words, told: Sequence[str | None]) -> pl.Series:
    """The feature ``said``: each text's score; null where there is none."""
    known: dict[str, float] = {}
    for text in told:
        if text is not None and text not in known:
            known[text] = words.score(text)
    scores = [None if text is None else known[text] for text in told]
    return pl.Series("said", scores, dtype=pl.Float64)


# -- learning -----------------------------------------------------------------------------------------


def learn(told: Sequence[str | None], came: NDArray[np.bool_], ids: pl.Series) -> tuple[Words, pl.Series]:
    """The words' weights, and the feature ``said`` of the same papers by weights that have not seen them.

    Args:
        told: (n,) texts.
        came: (n,) what came of each.
        ids: (n,) papers; all rows of a paper are held out together.
    """
    there = np.flatnonzero([text is not None for text in told])
    counts = [_counted(told[int(n)] or "") for n in there]
    kept, idf = vocabulary(counts, _LEAST)
    x = matrix(counts, {word: place for place, word in enumerate(kept)}, idf)
    y = came[there].astype(np.float64)
    fold = np.array([zlib.crc32(ids[int(n)].encode()) % _FOLDS for n in there], dtype=np.int64)
    held: list[float | None] = [None] * len(told)
    for number in range(_FOLDS):
        out = fold == number
        scores = x[out] @ regression(x[~out], y[~out])
        for n, score in zip(there[out], scores, strict=True):
            held[n] = float(score)
    return _cut(kept, regression(x, y), idf), pl.Series("said", held, dtype=pl.Float64)


def _counted(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def _cut(kept: list[str], theta: Floats, idf: Floats) -> Words:
    best = sorted(range(len(kept)), key=lambda n: (-abs(theta[n]), kept[n]))[:MOST]
    words = sorted((kept[n], n) for n in best)
    average = float(f"{idf.mean():.3g}") if len(idf) else 1.0
    return Words(
        {word: float(f"{theta[n]:.3g}") for word, n in words},
        {word: float(f"{idf[n]:.3g}") for word, n in words},
        average,
    )
