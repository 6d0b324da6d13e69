"""What lies within an outline, and what its titles say."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from inroad.atlas.phrases import is_generic, phrase_counts
from inroad.atlas.threads import label
from inroad.errors import InputError
from inroad.search.map.stored import Shorts
from inroad.search.vectors.bags import Longs

MOST_CORNERS = 400
WORDS = 6
LEAST = 3
"""Titles that must share a phrase for it to be told."""


def outline(text: str) -> NDArray[np.float64]:
    """Corners [k, 2] from ``x,y,x,y…``.

    Raises:
        InputError: it is no outline of at least three corners.
    """
    try:
        numbers = np.array([float(each) for each in text.split(",")])
        if not np.isfinite(numbers).all() or len(numbers) % 2 or not 6 <= len(numbers) <= 2 * MOST_CORNERS:
            raise ValueError
    except ValueError:
        problem = "an outline is written as x,y,x,y and so on, with three corners or more"
        raise InputError(problem, "draw it on the map") from None
    return numbers.reshape(-1, 2)


def inside(places: Shorts, corners: NDArray[np.float64]) -> Longs:
    """Rows of the places within an outline: a line to the right of them crosses it an odd number of times."""
    box = (places >= corners.min(0)).all(1) & (places <= corners.max(0)).all(1)
    near = np.flatnonzero(box)
    x, y = places[near].astype(np.float64).T
    odd = np.zeros(len(near), bool)
    for (x1, y1), (x2, y2) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if y1 != y2:
            odd ^= ((y1 > y) != (y2 > y)) & (x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
    return near[odd]


def words(titles: Sequence[str], everywhere: pl.DataFrame, papers: int) -> tuple[str, ...]:
    """Phrases that these titles have far more often than all.

    Args:
        titles: some of the corpus.
        everywhere: PHRASES of all titles.
        papers: how many titles those are.
    """
    counts = phrase_counts(pl.Series(titles, dtype=pl.String), least=min(LEAST, max(1, len(titles) // 2)))
    table = counts.join(everywhere, on="phrase", how="left", suffix="_all")
    rarest = everywhere["papers"].min() if everywhere.height else 1
    table = table.with_columns(all=pl.max_horizontal(pl.col("papers_all").fill_null(rarest), "papers"))
    expected = len(titles) * pl.col("all") / max(papers, 1)
    # What is expected by chance, in its own standard deviations; longer phrases say more.
    score = (
        (pl.col("papers") - expected)
        / (expected + 1).sqrt()
        * pl.col("phrase")
        .str.contains("[ _]")
        .replace_strict({True: 1.0, False: 0.6}, return_dtype=pl.Float64)
    )
    best = table.with_columns(score=score).sort(["score", "phrase"], descending=[True, False])
    chosen: list[str] = []
    for phrase in best["phrase"].head(60):
        own = set(phrase.split(" "))
        if not is_generic(phrase, ()) and not any(own & set(each.split(" ")) for each in chosen):
            chosen.append(phrase)
    return tuple(label(each, titles) for each in chosen[:WORDS])
