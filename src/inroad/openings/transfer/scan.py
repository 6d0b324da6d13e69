"""Scores of all candidate pairs, one block after another: how many of each, and the first places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from inroad.openings.measures import Bools
from inroad.openings.transfer.arrays import Floats, Ints, Thin
from inroad.openings.transfer.pairs import Candidates, holds

BLOCK = 1_000
"""Rows of one block."""
BINS = 1 << 14
"""Steps of the scale on which scores of all pairs are counted."""

Score = Callable[[Ints, Ints], Thin]
"""Nodes of rows and of columns -> scores of all their pairs."""


def of_factors(left: Thin, right: Thin) -> Score:
    """Scores that are products of two matrices, each (nodes, dimensions)."""
    return lambda rows, columns: np.asarray(left[rows] @ right[columns].T)


@dataclass(frozen=True)
class Counted:
    """Scores of all candidates: how many of each, and the first places."""

    others: Ints
    """(bins,) candidates of each score that did not come."""
    came: Ints
    """(bins,) candidates of each score that came."""
    middle: Floats
    """(bins,) the score that each stands for."""
    top: Bools
    """What became of the first places, best first."""
    best: tuple[Ints, Ints]
    """Their pairs of nodes."""

    @property
    def every(self) -> Ints:
        """(bins,) candidates of each score."""
        return self.others + self.came


def count_all(asked: Candidates, score: Score, places: int) -> Counted:
    """Scores every candidate, block by block, and names the best ``places``."""
    low, high = _range(asked, score)
    scale = (BINS - 1) / (high - low)
    every, came = np.zeros(BINS, np.int64), np.zeros(BINS, np.int64)
    best = _Best(places)
    for row, column, scores in _blocks(asked, score):
        binned = _binned(scores, low, scale)
        every += np.bincount(binned.ravel(), minlength=BINS + 1)[1:]
        came += np.bincount(binned[_filled(asked.came, row, column, scores.shape)], minlength=BINS + 1)[1:]
        best.take(scores, row, column)
    middle = np.asarray(low + (np.arange(BINS) + 0.5) / scale, dtype=np.float64)
    pairs = asked.rows[best.row], asked.columns[best.column]
    return Counted(every - came, came, middle, holds(asked.came, best.row, best.column), pairs)


def _blocks(asked: Candidates, score: Score) -> Iterator[tuple[int, int, Thin]]:
    """First row, first column and scores of each block; what is no candidate is minus infinity."""
    for start in range(0, len(asked.rows), BLOCK):
        rows = asked.rows[start : start + BLOCK]
        across = start if asked.symmetric else 0  # what lies before was asked the other way round
        columns = asked.columns[across:]
        scores = np.array(score(rows, columns), dtype=np.float32)
        scores[_filled(asked.closed, start, across, scores.shape)] = -np.inf
        here = scores[:, : len(rows)] if asked.symmetric else scores
        none = rows[:, None] >= columns[: len(rows)] if asked.symmetric else rows[:, None] == columns
        here[none] = -np.inf
        yield start, across, scores


def _filled(matrix: sparse.csr_array, row: int, column: int, shape: tuple[int, ...]) -> tuple[Ints, Ints]:
    """Filled places of a block, counted from its first row and column."""
    bounds = matrix.indptr[row : row + shape[0] + 1]
    rows = np.repeat(np.arange(shape[0]), np.diff(bounds))
    columns = matrix.indices[bounds[0] : bounds[-1]].astype(np.int64) - column
    return rows[columns >= 0], columns[columns >= 0]


def _binned(scores: Thin, low: float, scale: float) -> NDArray[np.int32]:
    """Step of each score from 1 on; 0 for minus infinity."""
    steps = np.clip((scores - np.float32(low)) * np.float32(scale), 0, BINS - 1).astype(np.int32) + 1
    steps[np.isneginf(scores)] = 0
    return np.asarray(steps, dtype=np.int32)


def _range(asked: Candidates, score: Score) -> tuple[float, float]:
    """Least and greatest score, told from three hundred rows; those beyond are counted with the ends."""
    scores = score(asked.rows[:: max(1, len(asked.rows) // 300)], asked.columns)
    low, high = (float(scores.min()), float(scores.max())) if scores.size else (0.0, 0.0)
    return low, max(high, low + 1e-6)


class _Best:
    """The best pairs so far, best first; of equals the first."""

    def __init__(self, places: int) -> None:
        self.places = places
        self.scores: Thin = np.empty(0, np.float32)
        self.row: Ints = np.empty(0, np.int64)
        self.column: Ints = np.empty(0, np.int64)

    def take(self, scores: Thin, first_row: int, first_column: int) -> None:
        """Looks through a block."""
        least = self.scores[-1] if len(self.scores) == self.places else np.float32(-np.inf)
        row, column = np.nonzero(scores > least)
        if len(row) > 4 * self.places:
            values = scores[row, column]
            least = np.partition(values, len(values) - self.places)[len(values) - self.places]
            row, column = row[values >= least], column[values >= least]
        self._keep(scores[row, column], row + first_row, column + first_column)

    def _keep(self, scores: Thin, row: Ints, column: Ints) -> None:
        scores = np.append(self.scores, scores)
        row, column = np.append(self.row, row), np.append(self.column, column)
        order = np.lexsort((column, row, -scores))[: self.places]
        self.scores, self.row, self.column = scores[order], row[order], column[order]


# -- figures --------------------------------------------------------------------------------------


def area(counted: Counted) -> float | None:
    """AUC over all candidates, pairs of one step of the scale counted half."""
    came, others = int(counted.came.sum()), int(counted.others.sum())
    if not came or not others:
        return None
    below = np.cumsum(counted.others) - counted.others / 2
    return float((counted.came * below).sum() / (came * others))


def average_precision(counted: Counted) -> float | None:
    """Mean precision at each candidate that came, those of one step of the scale taken together."""
    came, every = counted.came[::-1], counted.every[::-1]
    precision = np.cumsum(came) / np.maximum(np.cumsum(every), 1)
    return float((precision * came).sum() / came.sum()) if came.sum() else None
