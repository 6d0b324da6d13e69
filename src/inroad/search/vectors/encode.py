"""Papers as rows of whole numbers: a quarter of the room, and as near to each other as before."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from inroad.search.vectors.bags import Floats, Halves, Whole, unit
from inroad.search.vectors.train import Texts

Progress = Callable[[str, int, int | None], None]
_ENCODED = 20_000
"""Papers at a time."""


def turned(table: Floats, texts: Texts) -> Floats:
    """The same vectors on other axes: first those along which papers differ most (principal components).

    Nothing gets nearer or farther, but the first dimensions alone tell well who may be near.
    """
    rows = np.arange(0, len(texts), max(1, len(texts) // _ENCODED))
    units = unit(texts.titles.rows(rows).times(table) + texts.abstracts.rows(rows).times(table))
    _, axes = np.linalg.eigh(units.T.astype(np.float64) @ units)
    return np.asarray(table @ axes[:, ::-1], dtype=np.float32)


def encode(texts: Texts, table: Halves, progress: Progress) -> tuple[Whole, Floats]:
    """Directions of papers as whole numbers [n, d], and what they are multiplied with [n]."""
    full = table.astype(np.float32)
    vectors = np.empty((len(texts), table.shape[1]), np.int8)
    scales = np.empty(len(texts), np.float32)
    for start in range(0, len(texts), _ENCODED):
        rows = np.arange(start, min(start + _ENCODED, len(texts)))
        sums = texts.titles.rows(rows).times(full) + texts.abstracts.rows(rows).times(full)
        vectors[rows], scales[rows] = quantised(unit(sums))
        progress("encoding", int(rows[-1]) + 1, len(texts))
    return vectors, scales


def quantised(units: Floats) -> tuple[Whole, Floats]:
    """Rows as whole numbers from -127 to 127, and what gives them back their length."""
    most = np.abs(units).max(1, initial=0)
    whole = np.rint(units * (127 / np.maximum(most, 1e-12))[:, None])
    length = np.sqrt(np.einsum("ij,ij->i", whole, whole))
    return whole.astype(np.int8), np.where(length > 0, 1 / np.maximum(length, 1), 0).astype(np.float32)
