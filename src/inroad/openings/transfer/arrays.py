"""Arrays as this room uses them.  Without SciPy: a question to what is kept must not wait for its import."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Thin = NDArray[np.float32]
"""(nodes, dimensions)"""
Pair = tuple[Thin, Thin | None]
"""Left and right, each (nodes, dimensions).  Closeness is ``left(u) . left(v)`` if there is no right, else
``left(u) . right(v) + left(v) . right(u)``."""


@dataclass(frozen=True)
class Lists:
    """Lists of rising numbers, one behind the other."""

    bounds: Ints
    """(lists + 1,) where each begins."""
    values: Ints

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def __getitem__(self, number: int) -> Ints:
        return self.values[self.bounds[number] : self.bounds[number + 1]].astype(np.int64)

    def counts(self, some: Ints, size: int) -> Ints:
        """(size,) in how many of some lists each number below ``size`` stands."""
        first = self.bounds[some].astype(np.int64)
        lengths = self.bounds[some + 1] - first
        ends = np.cumsum(lengths)
        total = int(ends[-1]) if len(ends) else 0
        places = np.arange(total) + np.repeat(first - (ends - lengths), lengths)
        return np.bincount(self.values[places], minlength=size)

    def turned(self, size: int) -> Lists:
        """(size lists) of each number below ``size`` the lists that it stands in."""
        lists = np.repeat(np.arange(len(self)), np.diff(self.bounds))
        order = np.argsort(self.values, kind="stable")
        return Lists(np.searchsorted(self.values[order], np.arange(size + 1)), lists[order])
