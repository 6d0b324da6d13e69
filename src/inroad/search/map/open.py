"""Opening a map: that of a home's papers, or the one that comes with the starter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from inroad.config import Config
from inroad.search.map.bundled import bundled_map
from inroad.search.map.stored import Kept, Map, kept_map
from inroad.search.vectors.ask import open_vectors

if TYPE_CHECKING:
    from inroad.atlas.open import Atlas


def open_map(config: Config, atlas: Atlas) -> Map | None:
    """The map of a home's papers, or that of the starter where the home has no atlas; None: there is none.

    Raises:
        Damaged: a file is not what was written.
        StoreError: written by a newer Inroad, or not readable.
    """
    if atlas.name == "starter":
        return bundled_map(atlas)
    kept = kept_map(config)
    if kept is None:
        return None
    rest = {name: getattr(kept, name) for name in ("ids", "places", "months", "area", "areas", "generation")}
    return Map("home", titles=_titles(config, kept), **rest)


def _titles(config: Config, kept: Kept) -> Callable[[Sequence[int]], list[str]]:
    """Titles as the vectors have them: of all papers, close together."""
    vectors = open_vectors(config)

    def titles(rows: Sequence[int]) -> list[str]:
        ids = [kept.ids[row] for row in rows]
        at = [vectors.row(each) if vectors else None for each in ids]
        return [
            vectors.titles[row] if vectors and row is not None else each
            for row, each in zip(at, ids, strict=True)
        ]

    return titles
