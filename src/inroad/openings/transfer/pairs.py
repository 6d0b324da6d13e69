"""Candidate pairs: drawn at random to learn from, or all of them one block after another.

A candidate is a pair of nodes that were both named by a day, in at least so many papers, and that no paper
up to that day names together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from inroad.openings.measures import Bools
from inroad.openings.transfer.features import Thin
from inroad.openings.transfer.network import Floats, Ints

BLOCK = 1_500
"""Rows of one block."""
BINS = 1 << 14
"""Steps of the scale on which scores of all pairs are counted."""


@dataclass(frozen=True)
class Candidates:
    """Which pairs are asked about, and which of them came.  Pairs are (row, column) of two lists of nodes."""

    rows: Ints
    """Nodes that may be the first of a pair, rising."""
    columns: Ints
    """Nodes that may be the second.  Where both lists are the same, only row < column counts."""
    closed: sparse.csr_array
    """rows x columns: pairs joined already."""
    came: sparse.csr_array
    """rows x columns: candidates that were joined within the horizon."""

    @property
    def symmetric(self) -> bool:
        """Whether both lists are the same."""
        return np.array_equal(self.rows, self.columns)

    @property
    def count(self) -> int:
        """Number of candidates."""
        if self.symmetric:
            size = len(self.rows)
            return int(size * (size - 1) // 2 - self.closed.nnz // 2)
        same = len(np.intersect1d(self.rows, self.columns))
        return int(len(self.rows) * len(self.columns) - same - self.closed.nnz)

    @property
    def positives(self) -> int:
        """Number of those that came."""
        return int(self.came.nnz)


def candidates(
    joined: sparse.csr_array, after: sparse.csr_array, rows: Ints, columns: Ints, least: int = 1
) -> Candidates:
    """Candidates among two lists of nodes.

    Args:
        joined: nodes x nodes of ones, where a paper up to the day names both.
        after: nodes x nodes, papers of the horizon that name both.
        rows: nodes that may be first.
        columns: nodes that may be second; the same list for pairs within one list.
        least: papers of the horizon that make a pair joined.
    """
    closed = sparse.csr_array(joined[rows][:, columns])
    later = sparse.csr_array(after[rows][:, columns])
    later.data = (later.data >= least).astype(np.float32)
    came = sparse.csr_array(later - later.multiply(closed))
    if np.array_equal(rows, columns):
        came = sparse.csr_array(sparse.triu(came, 1))
    came.eliminate_zeros()
    came.sort_indices()
    closed.sort_indices()
    return Candidates(rows, columns, closed, came)


@dataclass(frozen=True)
class Drawn:
    """Pairs to learn from or to measure on."""

    first: Ints
    second: Ints
    came: Bools
    weight: Floats
    """How many candidates each pair stands for."""


def draw(asked: Candidates, positives: int, negatives: int, seed: int = 0) -> Drawn:
    """Pairs that came, at most ``positives`` of them, and about ``negatives`` of the others, at random."""
    chance = np.random.default_rng(seed)
    came = asked.came.tocoo()
    picked = np.sort(chance.permutation(came.nnz)[:positives])
    row, column = came.row[picked].astype(np.int64), came.col[picked].astype(np.int64)
    free_row, free_column = _free(asked, negatives, chance)
    counts = np.array([came.nnz / max(len(row), 1), (asked.count - came.nnz) / max(len(free_row), 1)])
    kind = np.repeat([0, 1], [len(row), len(free_row)])
    return Drawn(
        asked.rows[np.append(row, free_row)],
        asked.columns[np.append(column, free_column)],
        kind == 0,
        counts[kind],
    )


def _free(asked: Candidates, wanted: int, chance: np.random.Generator) -> tuple[Ints, Ints]:
    """Random candidates that did not come, each once."""
    height, width = len(asked.rows), len(asked.columns)
    if not height or not width:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    key = np.unique(chance.integers(0, height * width, 3 * wanted))
    row, column = key // width, key % width
    open_ = asked.rows[row] != asked.columns[column]
    if asked.symmetric:
        open_ &= row < column
    for taken in (asked.closed, asked.came):
        open_ &= ~holds(taken, row, column)
    kept = np.sort(chance.permutation(np.flatnonzero(open_))[:wanted])
    return row[kept], column[kept]


def holds(matrix: sparse.csr_array, row: Ints, column: Ints) -> NDArray[np.bool_]:
    """Which places of a matrix are filled."""
    if not matrix.nnz:
        return np.zeros(len(row), dtype=bool)
    width = matrix.shape[1]
    filled = np.repeat(np.arange(matrix.shape[0], dtype=np.int64), np.diff(matrix.indptr)) * width
    filled = filled + matrix.indices
    key = row * width + column
    place = np.minimum(np.searchsorted(filled, key), len(filled) - 1)
    return np.asarray(filled[place] == key)


# -- all of them ----------------------------------------------------------------------------------


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
    """Their pairs."""


Score = Callable[[Ints], Thin]
"""Places in a candidates' rows -> their scores with all columns."""


def of_factors(asked: Candidates, left: Thin, right: Thin) -> Score:
    """Scores that are products of two matrices, each (nodes, dimensions)."""
    across = np.ascontiguousarray(right[asked.columns].T)
    return lambda places: np.asarray(left[asked.rows[places]] @ across)


def count_all(asked: Candidates, score: Score, places: int) -> Counted:
    """Scores every candidate, block by block, and names the best ``places``."""
    low, high = _range(asked, score)
    scale = (BINS - 1) / (high - low)
    every, came = np.zeros(BINS, np.int64), np.zeros(BINS, np.int64)
    best = _Best(places)
    for start, scores in _blocks(asked, score):
        binned = _binned(scores, low, scale)
        every += np.bincount(binned.ravel(), minlength=BINS + 1)[1:]
        row, column = _filled(asked.came, start, len(scores))
        came += np.bincount(binned[row, column], minlength=BINS + 1)[1:]
        best.take(scores, start)
    row, column = best.pairs()
    middle = np.asarray(low + (np.arange(BINS) + 0.5) / scale, dtype=np.float64)
    return Counted(
        every - came, came, middle, holds(asked.came, row, column), (asked.rows[row], asked.columns[column])
    )


def _binned(scores: Thin, low: float, scale: float) -> NDArray[np.int32]:
    """Step of each score from 1 on; 0 for minus infinity."""
    steps = np.clip((scores - np.float32(low)) * np.float32(scale), 0, BINS - 1).astype(np.int32) + 1
    steps[np.isneginf(scores)] = 0
    return np.asarray(steps, dtype=np.int32)


def _blocks(asked: Candidates, score: Score) -> Iterator[tuple[int, Thin]]:
    """First row and scores of each block; what is no candidate is minus infinity."""
    for start in range(0, len(asked.rows), BLOCK):
        rows = asked.rows[start : start + BLOCK]
        scores = np.array(score(np.arange(start, start + len(rows))), dtype=np.float32)
        scores[_filled(asked.closed, start, len(rows))] = -np.inf
        if asked.symmetric:
            scores[:, : start + len(rows)][np.tri(len(rows), start + len(rows), start, dtype=bool)] = -np.inf
        else:
            scores[rows[:, None] == asked.columns[None, :]] = -np.inf
        yield start, scores


def _filled(matrix: sparse.csr_array, start: int, count: int) -> tuple[Ints, Ints]:
    """Filled places of some rows, counted from the first of them."""
    bounds = matrix.indptr[start : start + count + 1]
    row = np.repeat(np.arange(count), np.diff(bounds))
    return row, matrix.indices[bounds[0] : bounds[-1]].astype(np.int64)


def _range(asked: Candidates, score: Score) -> tuple[float, float]:
    """Least and greatest score, told from a thousand rows; beyond them scores are counted with the ends."""
    scores = score(np.arange(0, len(asked.rows), max(1, len(asked.rows) // 1_000)))
    low, high = (float(scores.min()), float(scores.max())) if scores.size else (0.0, 0.0)
    return low, max(high, low + 1e-6)


class _Best:
    """The best pairs so far; of equals the first."""

    def __init__(self, places: int) -> None:
        self.places = places
        self.scores: Thin = np.empty(0, np.float32)
        self.row: Ints = np.empty(0, np.int64)
        self.column: Ints = np.empty(0, np.int64)

    def take(self, scores: Thin, start: int) -> None:
        """Looks through a block."""
        least = self.scores[-1] if len(self.scores) == self.places else np.float32(-np.inf)
        row, column = np.nonzero(scores > least)
        if len(row) > 4 * self.places:
            values = scores[row, column]
            least = np.partition(values, len(values) - self.places)[len(values) - self.places]
            row, column = row[values >= least], column[values >= least]
        self._keep(scores[row, column], row + start, column)

    def _keep(self, scores: Thin, row: Ints, column: Ints) -> None:
        scores = np.append(self.scores, scores)
        row, column = np.append(self.row, row), np.append(self.column, column)
        order = np.lexsort((column, row, -scores))[: self.places]
        self.scores, self.row, self.column = scores[order], row[order], column[order]

    def pairs(self) -> tuple[Ints, Ints]:
        """Places of the best, best first."""
        return self.row, self.column


def area(counted: Counted) -> float | None:
    """AUC over all candidates, pairs of one step of the scale counted half."""
    came, others = int(counted.came.sum()), int(counted.others.sum())
    if not came or not others:
        return None
    below = np.cumsum(counted.others) - counted.others / 2
    return float((counted.came * below).sum() / (came * others))
