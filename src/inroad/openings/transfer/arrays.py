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
        return self.values[self.bounds[number] : self.bounds[number + 1]]

    def among(self, some: Ints, size: int) -> Ints:
        """(lists,) how many of ``some`` numbers below ``size`` each holds."""
        wanted = np.zeros(size + 1, dtype=np.int64)
        wanted[some] = 1
        total = np.append(0, np.cumsum(wanted[self.values]))
        return np.asarray(total[self.bounds[1:]] - total[self.bounds[:-1]])
