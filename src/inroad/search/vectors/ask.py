"""Vectors as others use them: a text or some papers in, the nearest papers out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inroad.config import Config
from inroad.search.vectors.arrays import ArrayStore, Fact
from inroad.search.vectors.bags import Bags, Codes, Floats, Halves, Ints, Longs, Octets, Whole, read, unit

FORMAT_VERSION = 1

FRONT = 96
"""Dimensions that come first: directions in which papers differ most (``encode.turned``)."""
_CLOSER = 1_500
"""About so many papers, the nearest by those, are looked at in all dimensions."""
_SAMPLE = 16
"""One paper in so many tells how near the nearest are."""
_BLOCK = 2_048
"""Papers compared at a time: as many as stay in the processor's cache."""
_EPOCH = dt.date(1970, 1, 1)
UNDATED = np.iinfo(np.int32).max
"""The day of a paper whose date is not known: never before any other."""


@dataclass(frozen=True, slots=True)
class Words:
    """Texts of n papers in one array of bytes, UTF-8."""

    content: Octets
    ends: Longs

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, row: int) -> str:
        start = int(self.ends[row - 1]) if row else 0
        return bytes(self.content[start : int(self.ends[row])]).decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Vectors:
    """One generation of vectors.  n papers in the order of their ids, d dimensions, v terms."""

    ids: Words
    titles: Words
    days: Ints
    """Shape [n]: days since 1970, ``UNDATED`` where unknown."""
    papers: Whole
    """Shape [n, d]: directions, each scaled so that its largest part is 127."""
    front: Whole
    """Shape [n, FRONT]: the first columns of ``papers``, close together on disk."""
    scales: Floats
    """Shape [n]: what gives a row of ``papers`` length one; 0 for a paper without known terms."""
    codes: Codes
    """Shape [v], sorted."""
    table: Halves
    """Shape [v, d]: vectors of terms."""
    facts: Mapping[str, Fact]

    def __len__(self) -> int:
        return len(self.scales)

    # -- vectors --------------------------------------------------------------------------------------

    def of_text(self, title: str, abstract: str | None = None) -> Floats:
        """A text as [d], length one; zeros if no term of it is known."""
        return np.asarray(unit(self.sum_of(title, abstract)[None])[0])

    def sum_of(self, title: str, abstract: str | None = None) -> Floats:
        """A text as the sum of its terms' vectors: [d]."""
        bags = read([title, abstract]).known(self.codes)
        return np.asarray(summed(bags, self.table).sum(0))

    def of_papers(self, ids: Iterable[str]) -> tuple[Floats, tuple[str, ...]]:
        """Vectors [m, d] of the ids that are there, in their order, and the ids that are not."""
        wanted = list(ids)
        rows = [self.row(each) for each in wanted]
        found = np.array([row for row in rows if row is not None], dtype=np.int64)
        missing = tuple(each for each, row in zip(wanted, rows, strict=True) if row is None)
        return self._rows(found), missing

    def row(self, paper_id: str) -> int | None:
        """Where a paper stands."""
        place = self.place(paper_id)
        return place if place < len(self.ids) and self.ids[place] == paper_id else None

    def place(self, paper_id: str) -> int:
        """Where a paper stands, or would."""
        low, high = 0, len(self.ids)
        while low < high:
            middle = (low + high) // 2
            if self.ids[middle] < paper_id:
                low = middle + 1
            else:
                high = middle
        return low

    def date(self, row: int) -> dt.date | None:
        """The day of a paper."""
        day = int(self.days[row])
        return None if day == UNDATED else _EPOCH + dt.timedelta(days=day)

    def until(self, day: dt.date) -> Longs:
        """Rows of the papers that were there on a day."""
        return np.flatnonzero(self.days <= (day - _EPOCH).days)

    def since(self, day: dt.date) -> Longs:
        """Rows of the papers of a day and of later ones."""
        return np.flatnonzero((self.days >= (day - _EPOCH).days) & (self.days < UNDATED))

    # -- nearness -------------------------------------------------------------------------------------

    def all_scores(self, given: Floats, rows: Longs) -> Floats:
        """Cosines of several directions [m, d] with some papers: [m, rows]."""
        return np.asarray(given @ self._rows(rows).T, dtype=np.float32)

    def scores(self, v: Floats, rows: Sequence[int] | Longs | None = None) -> Floats:
        """Cosines of ``v`` with some papers, or with all: [m]."""
        if rows is not None:
            return np.asarray(self._rows(np.asarray(rows, np.int64)) @ v, dtype=np.float32)
        return _scanned(self.papers, v, self.scales)

    def nearest(self, v: Floats, most: int, rows: Longs | None = None) -> tuple[Longs, Floats]:
        """The nearest papers, the nearest first, ties by id: their rows [k] and cosines [k].

        All papers are compared in the first dimensions, and the nearest of them in all.  Of the true twenty
        nearest of 244,524 papers, this misses 1 in 500.
        """
        closer = self._closer(v, most, rows)
        scores = self.scores(v, closer)
        best = _best(scores, most)
        return closer[best], scores[best]

    def _closer(self, v: Floats, most: int, rows: Longs | None) -> Longs:
        wanted = max(_CLOSER, 10 * most)
        if (len(self) if rows is None else len(rows)) <= 2 * wanted:
            return np.arange(len(self)) if rows is None else rows
        front = _scanned(self.front, np.ascontiguousarray(v[: self.front.shape[1]]), self.scales)
        if rows is not None:
            front = front[rows]
        sample = np.sort(front[::_SAMPLE])
        least = sample[max(0, len(sample) - 1 - wanted // _SAMPLE)]
        found = np.flatnonzero(front >= least)
        return found if rows is None else rows[found]

    def _rows(self, rows: Longs) -> Floats:
        return self.papers[rows].astype(np.float32) * self.scales[rows][:, None]


def nearness(vectors: Vectors, text: str, ids: Iterable[str], most: int) -> dict[str, float]:
    """Cosines of a text with some papers, and with its nearest, by id; none if no term of it is known."""
    v = vectors.of_text(text)
    if not v.any():
        return {}
    rows, scores = vectors.nearest(v, most) if most else ((), ())
    found = {vectors.ids[int(row)]: float(score) for row, score in zip(rows, scores, strict=True)}
    given = {each: row for each in ids if each not in found and (row := vectors.row(each)) is not None}
    return found | dict(zip(given, map(float, vectors.scores(v, list(given.values()))), strict=True))


def summed(bags: Bags, table: NDArray[Any]) -> Floats:
    """Weighted sums of the few rows of a big table that the bags name: [n, d]."""
    used = distinct(bags.terms)
    local = np.searchsorted(used, bags.terms)
    part = table[used].astype(np.float32)
    made = np.zeros((len(bags), table.shape[1]), np.float32)
    for row in range(len(bags)):
        mine = slice(bags.starts[row], bags.starts[row + 1])
        made[row] = bags.weights[mine] @ part[local[mine]]
    return made


def distinct(terms: Ints) -> Longs:
    """The terms that occur, in order (``numpy.unique`` would load a package of its own first)."""
    return np.flatnonzero(np.bincount(terms))


def _scanned(papers: Whole, v: Floats, scales: Floats) -> Floats:
    """Cosines of all papers with ``v``."""
    made = np.empty(len(papers), np.float32)
    buffer = np.empty((_BLOCK, papers.shape[1]), np.float32)
    for start in range(0, len(papers), _BLOCK):
        block = papers[start : start + _BLOCK]
        part = buffer[: len(block)]
        np.copyto(part, block)
        np.dot(part, v, out=made[start : start + len(block)])
    made *= scales
    return made


def _best(scores: Floats, most: int) -> Longs:
    """Places of the highest scores, equal ones in the order of the rows."""
    if most < len(scores):
        least = np.partition(scores, len(scores) - most)[len(scores) - most]
        found = np.flatnonzero(scores >= least)
    else:
        found = np.arange(len(scores))
    return found[np.argsort(-scores[found], kind="stable")][:most]


def vector_store(config: Config) -> ArrayStore:
    """Where the vectors of a home are."""
    return ArrayStore(
        config.search / "vectors", FORMAT_VERSION, "vectors", "run `inroad index build` to make them anew"
    )


ARRAYS = (
    "ids",
    "id_ends",
    "titles",
    "title_ends",
    "days",
    "papers",
    "front",
    "scales",
    "codes",
    "table",
    "marks",
)
"""``marks``, one a paper, tell whether its text has changed."""


def open_vectors(config: Config) -> Vectors | None:
    """The vectors of a home, None where none were built.

    Raises:
        Damaged: a file is not what was written.
        StoreError: written by a newer Inroad, or not readable.
    """
    store = vector_store(config)
    manifest = store.manifest()
    if not all(name in manifest.arrays for name in ARRAYS):
        return None
    opened = {name: store.open(each) for name, each in manifest.arrays.items()}
    return Vectors(
        ids=Words(opened["ids"], opened["id_ends"]),
        titles=Words(opened["titles"], opened["title_ends"]),
        **{name: opened[name] for name in ("days", "papers", "front", "scales", "codes", "table")},
        facts=manifest.facts,
    )
