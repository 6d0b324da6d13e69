"""The company that papers keep: how alike two papers are by title words, names and category.

Used to tell namesakes apart: a paper that says "DoRA" beside "LoRA" and "fine-tuning" means another DoRA
than one on dialogue policies.  Weights are fixed, not learnt from the corpus, so that no later paper
changes what an earlier one meant.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import sparse

from inroad.atlas.names import common_words
from inroad.atlas.text import STOP_WORDS

_COMMON_WORD, _RARE_WORD, _NAME, _CATEGORY = 0.5, 1.0, 1.2, 0.6
_COLUMNS = 1 << 24
"""Features are hashed into so many columns; a few of a paper's twenty colliding would not matter."""
_EMPTY_WORDS = STOP_WORDS | {
    *("and", "are", "based", "we", "towards", "toward", "approach", "method", "methods", "model", "models"),
    *("learning", "large", "language", "neural", "network", "networks", "deep", "new", "novel", "study"),
    *("analysis", "system", "systems", "data"),
}


class Company:
    """Weighted words, names and categories of some papers."""

    def __init__(self, papers: pl.DataFrame, names: pl.DataFrame) -> None:
        """Args:
        papers: paper, title, primary; sorted by paper.
        names: paper, key: the names that those papers show.
        """
        self._papers = papers["paper"].to_numpy()
        features = pl.concat([_title_words(papers), _names(names), _categories(papers)])
        columns = (features["feature"].hash(seed=0) % _COLUMNS).to_numpy()
        rows = self._row(features["paper"].to_numpy())
        shape = (len(self._papers), _COLUMNS)
        matrix = sparse.csr_matrix((features["weight"].to_numpy(), (rows, columns)), shape=shape)
        self._matrix = matrix
        self._length = np.sqrt(np.maximum(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel(), 1e-9))

    def likeness(self, pairs: pl.DataFrame, texts: pl.Series) -> npt.NDArray[np.float64]:
        """Cosine, 0-1, of each pair of papers (paper, origin, key), which are known to share the name.

        The name that they share is what is to be told apart, so it does not count, neither as a name nor as
        a word of the title.
        """
        if pairs.is_empty():
            return np.zeros(0)
        a, b = self._row(pairs["paper"].to_numpy()), self._row(pairs["origin"].to_numpy())
        product = np.asarray(self._matrix[a].multiply(self._matrix[b]).sum(axis=1)).ravel()
        name = (texts.gather(pairs["key"]).hash(seed=0) % _COLUMNS).to_numpy().astype(np.int64)
        mine, theirs = (np.asarray(self._matrix[row, name]).ravel() for row in (a, b))
        lengths = (self._length[a] ** 2 - mine**2) * (self._length[b] ** 2 - theirs**2)
        likeness: npt.NDArray[np.float64] = (product - mine * theirs) / np.sqrt(np.maximum(lengths, 1e-9))
        return np.clip(likeness, 0.0, 1.0)

    def _row(self, papers: npt.NDArray[np.uint32]) -> npt.NDArray[np.intp]:
        return np.searchsorted(self._papers, papers)


def _title_words(papers: pl.DataFrame) -> pl.DataFrame:
    common = pl.Series(sorted(common_words()))
    return (
        papers.select(
            "paper", feature=pl.col("title").str.to_lowercase().str.extract_all(r"[a-z][a-z0-9]{2,}")
        )
        .explode("feature")
        .drop_nulls()
        .filter(~pl.col("feature").is_in(sorted(_EMPTY_WORDS)))
        .with_columns(
            weight=pl.when(pl.col("feature").is_in(common.implode())).then(_COMMON_WORD).otherwise(_RARE_WORD)
        )
    )


def _names(names: pl.DataFrame) -> pl.DataFrame:
    return names.select("paper", feature=pl.col("key"), weight=pl.lit(_NAME))


def _categories(papers: pl.DataFrame) -> pl.DataFrame:
    return papers.drop_nulls("primary").select(
        "paper", feature="c:" + pl.col("primary"), weight=pl.lit(_CATEGORY)
    )
