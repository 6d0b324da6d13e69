"""Bring the map of a home up to date with its vectors: lay all papers out, or only place the new ones.

Papers that have a place keep it as long as what words mean was not learnt anew; then all are laid out again,
and the whole is turned so that it lies as it did before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import polars as pl

from inroad.config import Config
from inroad.errors import Damaged, NoAtlas
from inroad.search.map.areas import Level, areas
from inroad.search.map.labels import Name, names
from inroad.search.map.layout import aligned, lay_out, placed
from inroad.search.map.near import Places, Rows
from inroad.search.map.stored import (
    ARRAYS,
    NO_AREA,
    Kept,
    kept_map,
    map_store,
    months_of,
    packed_areas,
)
from inroad.search.vectors.ask import Vectors, open_vectors
from inroad.search.vectors.bags import Codes, Longs
from inroad.types import MapArea

Progress = Callable[[str, int, int | None], None]

PROBES = 500
"""Papers whose vectors tell whether all were learnt anew."""
SAME = 0.5
"""Least part of those still there that must have the vector they had: single texts do change."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    papers: int
    placed: int
    """Papers that had no place before."""
    laid_out: bool
    """Whether all were laid out anew."""
    areas: int
    without: int
    """Papers without a known word, which have no place."""


@dataclass(frozen=True, slots=True)
class _Papers:
    """Papers that can be placed, in the order of the map."""

    vectors: Vectors
    at: Longs
    """Rows of the vectors."""
    chance: Codes

    @property
    def rows(self) -> Rows:
        return Rows(np.asarray(self.vectors.papers)[self.at], np.asarray(self.vectors.scales)[self.at])

    def ids(self) -> list[str]:
        return [self.vectors.ids[row] for row in self.at.tolist()]


def build(config: Config, *, full: bool = False, progress: Progress = lambda *_: None) -> Built:
    """Bring the map of a home up to date.

    Args:
        config: the home.
        full: lay all papers out anew.
        progress: told how far it is.

    Raises:
        NoAtlas: no vectors were learnt here.
        InputError: a layout is needed and the library for it is not installed.
        Locked: another process is building.
    """
    vectors = open_vectors(config)
    if vectors is None:
        raise NoAtlas("a map is made of vectors, and none were learnt here", "run `inroad index build`")
    with map_store(config).lock():
        papers = _in_order(vectors)
        old = None if full else _kept(config)
        before = _same(old, papers) if old else None
        stays = old is not None and _unmoved(old, vectors)
        places = _places(papers, old, before, stays, progress)
        levels = areas(places, papers.rows)
        told = _told(papers, levels, progress)
        _write(config, papers, places, levels, told)
    new = len(papers.at) if before is None else int((before < 0).sum())
    return Built(len(papers.at), new, not stays, len(told), len(vectors) - len(papers.at))


def _in_order(vectors: Vectors) -> _Papers:
    """By month, unknown last, then by id, which is the order of vectors."""
    there = np.flatnonzero(np.asarray(vectors.scales) > 0)
    at = there[np.argsort(months_of(np.asarray(vectors.days)[there]), kind="stable")]
    chance = [
        int.from_bytes(blake2b(vectors.ids[row].encode(), digest_size=8).digest()) for row in at.tolist()
    ]
    return _Papers(vectors, at, np.array(chance, np.uint64))


def _kept(config: Config) -> Kept | None:
    try:
        return kept_map(config)
    except Damaged:  # what a newer Inroad wrote is not touched: that error is another one
        return None


# -- what was there before ------------------------------------------------------------------------


def _same(old: Kept, papers: _Papers) -> Longs:
    """Where each paper stood before, -1 for new ones."""
    where = {old.ids[row]: row for row in range(len(old.months))}
    return np.array([where.get(each, -1) for each in papers.ids()], np.int64)


def _unmoved(old: Kept, vectors: Vectors) -> bool:
    """Whether vectors mean what they meant when the old map was made."""
    rows = [vectors.row(old.ids[int(row)]) for row in old.probes]
    pairs = [(row, mark) for row, mark in zip(rows, old.marks.tolist(), strict=True) if row is not None]
    alike = sum(_mark(vectors, row) == mark for row, mark in pairs)
    return bool(pairs) and alike >= SAME * len(pairs)


def _mark(vectors: Vectors, row: int) -> int:
    return int.from_bytes(blake2b(np.asarray(vectors.papers[row]).tobytes(), digest_size=8).digest())


def _places(
    papers: _Papers, old: Kept | None, before: Longs | None, stays: bool, progress: Progress
) -> Places:
    """Places as whole numbers of 16 bits."""
    if old is None or before is None:
        return _whole(aligned(lay_out(papers.rows, papers.chance, progress), _NONE, np.empty((0, 2))))
    common = np.flatnonzero(before >= 0)
    theirs = np.asarray(old.places)[before[common]].astype(np.float64)
    if not stays:
        return _whole(aligned(lay_out(papers.rows, papers.chance, progress), common, theirs))
    new = np.flatnonzero(before < 0)
    rows = papers.rows
    made = np.empty((len(papers.at), 2))
    made[common] = theirs
    progress("placing new papers", 0, len(new))
    made[new] = placed(rows.of(new), rows.of(common), theirs, papers.chance[new])
    progress("placing new papers", len(new), len(new))
    return _whole(made)


_NONE = np.empty(0, np.int64)


def _whole(places: Places) -> Places:
    return np.clip(np.rint(places), -32_768, 32_767)


# -- what lies where ------------------------------------------------------------------------------


def _told(papers: _Papers, levels: tuple[Level, ...], progress: Progress) -> tuple[MapArea, ...]:
    progress("naming areas", 0, 1)
    titles = pl.Series([papers.vectors.titles[row] for row in papers.at.tolist()], dtype=pl.String)
    told = area_records(levels, names(titles, levels))
    progress("naming areas", 1, 1)
    return told


def area_records(levels: tuple[Level, ...], called: tuple[tuple[Name, ...], ...]) -> tuple[MapArea, ...]:
    """All areas in one list, each pointing to the one it lies in."""
    made: list[MapArea] = []
    above = 0
    for level, (found, told) in enumerate(zip(levels, called, strict=True)):
        sizes = np.bincount(found.area, minlength=len(found)).tolist()
        start = len(made)
        for place, name in enumerate(told):
            parent = None if level == 0 else above + int(found.parent[place])
            x, y = np.rint(found.peaks[place]).astype(int).tolist()
            made.append(MapArea(start + place, level, parent, name.label, name.words, sizes[place], x, y))
        above = start
    return tuple(made)


def _write(
    config: Config, papers: _Papers, places: Places, levels: tuple[Level, ...], told: tuple[MapArea, ...]
) -> None:
    content = [each.encode("utf-8", "replace") for each in papers.ids()]
    probes = np.sort(np.argsort(papers.chance, kind="stable")[:PROBES])
    arrays = (
        np.frombuffer(b"".join(content), np.uint8),
        np.cumsum([len(each) for each in content], dtype=np.int64),
        places.astype(np.int16),
        months_of(np.asarray(papers.vectors.days)[papers.at]),
        (levels[-1].area if levels else np.full(len(papers.at), NO_AREA)).astype(np.uint8),
        np.frombuffer(packed_areas(told), np.uint8),
        probes,
        np.array([_mark(papers.vectors, int(papers.at[row])) for row in probes], np.uint64),
    )
    map_store(config).write(dict(zip(ARRAYS, arrays, strict=True)), {"papers": len(papers.at)})
