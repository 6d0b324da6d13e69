"""Papers as the ranker sees them: words, methods, categories and vectors, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
import polars as pl

from inroad.following import words
from inroad.following.words import Matrix

Floats = npt.NDArray[np.float32]
TITLE_WEIGHT = 1.0
"""How often a title's words are counted once more."""


class Vectors(Protocol):
    """What is asked of vectors of papers (:mod:`inroad.search.vectors`)."""

    def of_text(self, title: str, abstract: str | None = None) -> Floats:
        """The vector of a text, of unit length [d]."""

    def of_papers(self, ids: Iterable[str]) -> tuple[Floats, tuple[str, ...]]:
        """Vectors of the papers that are there, in their order [m, d], and the ids of those that are not."""


@dataclass(frozen=True)
class Shelf:
    """Papers, row by row."""

    ids: tuple[str, ...]
    words: Matrix
    """How often each word stands in title and abstract [n, 2**BITS]."""
    methods: Matrix | None
    """1 where a paper names a method [n, methods]; None: no atlas."""
    categories: tuple[tuple[str, ...] | None, ...]
    """None where unknown."""
    vectors: Floats | None = None
    """Vectors of unit length [n, d]; None: there are none."""

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, rows: Sequence[int]) -> Shelf:
        """Some of the papers, in this order."""
        chosen = np.asarray(rows, np.int64)
        return Shelf(
            tuple(self.ids[row] for row in rows),
            self.words[chosen],
            None if self.methods is None else self.methods[chosen],
            tuple(self.categories[row] for row in rows),
            None if self.vectors is None else self.vectors[chosen],
        )


def shelf(
    papers: pl.DataFrame,
    mentions: pl.DataFrame | None = None,
    methods: int = 0,
    vectors: Vectors | None = None,
) -> Shelf:
    """Papers (columns of ``news.NEWS``) as the ranker sees them.

    Args:
        papers: the papers.
        mentions: paper_id and method (a number) of what the atlas found; None: no atlas.
        methods: how many methods the atlas has.
        vectors: gives the vectors of texts.
    """
    titles = papers["title"].fill_null("").to_list()
    abstracts = papers["abstract"].fill_null("").to_list()
    # A title once more at the end counts twice.
    texts = [f"{title}\n{abstract}\n{title}" for title, abstract in zip(titles, abstracts, strict=True)]
    return Shelf(
        tuple(papers["paper_id"]),
        words.counts(texts),
        None if mentions is None else _methods(papers, mentions, methods),
        tuple(None if each is None else tuple(each) for each in papers["categories"].to_list()),
        None if vectors is None else _vectors(papers, vectors),
    )


def _methods(papers: pl.DataFrame, mentions: pl.DataFrame, width: int) -> Matrix:
    from scipy.sparse import csr_array

    rows = papers.select("paper_id").with_row_index("row").join(mentions, on="paper_id").unique()
    rows = rows.sort("row", "method")
    place = (rows["row"].to_numpy(), rows["method"].to_numpy())
    return csr_array((np.ones(len(rows), np.float32), place), shape=(papers.height, width))


def _vectors(papers: pl.DataFrame, vectors: Vectors) -> Floats:
    """Vectors as they are kept; those of papers that came in since are made from their texts."""
    found, missing = vectors.of_papers(papers["paper_id"])
    absent = papers["paper_id"].is_in(list(missing)).to_numpy()
    made = np.zeros((papers.height, len(vectors.of_text(""))), np.float32)
    made[~absent] = found
    texts = papers.filter(absent).select("title", "abstract").iter_rows()
    for row, (title, abstract) in zip(np.flatnonzero(absent), texts, strict=True):
        made[row] = vectors.of_text(title, abstract)
    return made
