"""Candidate pairs: which are asked about, what came of them, and some drawn at random to learn from.

A candidate is a pair of nodes that were both named by a day, in at least so many papers, and that no paper
up to that day names together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from inroad.openings.measures import Bools
from inroad.openings.transfer.arrays import Floats, Ints


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


def candidates(joined: sparse.csr_array, after: sparse.csr_array, rows: Ints, columns: Ints) -> Candidates:
    """Candidates among two lists of nodes.

    Args:
        joined: nodes x nodes of ones, where a paper up to the day names both.
        after: nodes x nodes, papers of the horizon that name both.
        rows: nodes that may be first.
        columns: nodes that may be second; the same list for pairs within one list.
    """
    closed = sparse.csr_array(joined[rows][:, columns])
    later = sparse.csr_array(after[rows][:, columns])
    later.data = (later.data > 0).astype(np.float32)
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
