"""An atlas whose texts are held in memory: for a server, which is asked for one field after another.

Reading titles and abstracts from disk takes ten times as long as searching them.  They take about 1.4 kB of
memory a paper, which a command that answers once would spend for nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import replace

import polars as pl

from inroad.atlas.open import Atlas, Texts


def held(atlas: Atlas) -> Atlas:
    """The same atlas; its texts are read when first needed, and then stay."""
    return atlas if atlas.texts is None else replace(atlas, texts=_Held(atlas.texts))


class _Held:
    """Gives the TEXTS of all papers, whichever months are asked for: what is here costs nothing."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._frame: pl.DataFrame | None = None
        self._lock = threading.Lock()

    def __call__(self, of: Collection[str] | None = None, /) -> pl.LazyFrame:
        with self._lock:
            if self._frame is None:
                self._frame = self._texts().collect()
        return self._frame.lazy()
