"""What papers are about, as vectors learnt from the corpus itself; all of it can be made again.

``build`` learns them, ``open_vectors`` opens them for those who ask, ``fuse`` puts a text score and a vector
score together.  Asking loads neither tables nor a model: a query is a few hundred rows of a file.
"""

from __future__ import annotations

from inroad.search.vectors.ask import Vectors, open_vectors
from inroad.search.vectors.fuse import fuse

__all__ = ["Vectors", "fuse", "open_vectors"]
