"""The nearest of many papers for many papers: only those are compared that lie in the same cells.

Papers are dealt to cells around centres (an inverted file: Sivic and Zisserman 2003, "Video Google"), and
each paper is compared with the members of the cells whose centres are nearest to it.  All products are of
whole numbers below 2**24, which 32-bit floats hold exactly, so that the order of summing cannot matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inroad.search.vectors.bags import Floats, Longs, Whole, unit
from inroad.search.vectors.encode import quantised

Tell = Callable[[int, int], None]

PER_CELL = 400
"""About so many papers a cell."""
PROBES = 8
"""Cells in which the neighbours of a paper are looked for."""
_ROUNDS = 3
"""Of moving the centres; more hardly find more neighbours."""
_BLOCK = 4_096


@dataclass(frozen=True, slots=True)
class Rows:
    """Directions of n papers as whole numbers [n, d], and what gives them length one [n]."""

    papers: Whole
    scales: Floats

    def __len__(self) -> int:
        return len(self.scales)

    def of(self, rows: Longs) -> Rows:
        """Some of them."""
        return Rows(self.papers[rows], self.scales[rows])


def nearest(
    asked: Rows,
    among: Rows,
    most: int,
    *,
    same: bool = False,
    probes: int = PROBES,
    tell: Tell = lambda *_: None,
) -> tuple[Longs, Floats]:
    """For each asked paper the rows [m, most] of its nearest, nearest first, and their cosines.

    Args:
        asked: m papers.
        among: n papers, more than ``most``.
        most: how many.
        same: the asked papers are those ``among`` which is looked, and none is its own neighbour.
        probes: cells that are looked at.
        tell: told how many cells are done, and of how many.

    Where the cells hold fewer than ``most``, the row is -1 and the cosine -inf.
    """
    centres = _centres(among)
    member = _cells(among, centres, 1)[:, 0]
    probed = _cells(asked, centres, min(probes, len(centres)))
    best = np.full((len(asked), most), -np.inf, np.float32)
    rows = np.full((len(asked), most), -1, np.int64)
    for cell, members, who in _visits(member, probed, len(centres)):
        scores = _cosines(asked.of(who), among.of(members))
        if same:
            scores[who[:, None] == members[None, :]] = -np.inf
        _keep_best(rows, best, who, members, scores)
        tell(cell + 1, len(centres))
    order = np.argsort(-best, axis=1, kind="stable")
    return np.take_along_axis(rows, order, 1), np.take_along_axis(best, order, 1)


def _centres(among: Rows) -> Rows:
    """Centres of cells: papers at even steps, moved a few times to the middle of what is nearest to them."""
    count = max(1, len(among) // PER_CELL)
    centres = among.of(np.linspace(0, len(among) - 1, count).astype(np.int64))
    sample = np.arange(0, len(among), max(1, len(among) // (count * 40)))
    some = among.of(sample)
    for _ in range(_ROUNDS if count > 1 else 0):
        centres = _moved(some, _cells(some, centres, 1)[:, 0], centres)
    return centres


def _moved(some: Rows, member: Longs, centres: Rows) -> Rows:
    order = np.argsort(member, kind="stable")
    held, starts = np.unique(member[order], return_index=True)
    directions = some.papers[order] * some.scales[order][:, None].astype(np.float64)
    papers, scales = centres.papers.copy(), centres.scales.copy()
    sums = np.add.reduceat(directions, starts, axis=0)
    papers[held], scales[held] = quantised(unit(sums.astype(np.float32)))
    return Rows(papers, scales)


def _cells(papers: Rows, centres: Rows, most: int) -> Longs:
    """The cells [n, most] whose centres are nearest, in no order."""
    made = np.empty((len(papers), most), np.int64)
    for start in range(0, len(papers), _BLOCK):
        block = np.arange(start, min(start + _BLOCK, len(papers)))
        scores = _cosines(papers.of(block), centres)
        if most == 1:
            made[block, 0] = scores.argmax(1)
        else:
            made[block] = np.argpartition(-scores, most - 1, axis=1)[:, :most]
    return made


def _visits(member: Longs, probed: Longs, cells: int) -> Iterator[tuple[int, Longs, Longs]]:
    """Each cell that anybody looks into, its members, and who looks."""
    inside = np.argsort(member, kind="stable")
    members = np.searchsorted(member[inside], np.arange(cells + 1))
    flat = probed.ravel()
    looking = np.argsort(flat, kind="stable")
    lookers = np.searchsorted(flat[looking], np.arange(cells + 1))
    for cell in range(cells):
        here = inside[members[cell] : members[cell + 1]]
        who = looking[lookers[cell] : lookers[cell + 1]] // probed.shape[1]
        for start in range(0, len(who) if len(here) else 0, _BLOCK):
            yield cell, here, who[start : start + _BLOCK]


def _cosines(some: Rows, others: Rows) -> Floats:
    """Cosines [m, n], but for rounding of the two scales exact."""
    product = some.papers.astype(np.float32) @ others.papers.astype(np.float32).T
    product *= others.scales
    product *= some.scales[:, None]
    return product


def _keep_best(rows: Longs, best: Floats, who: Longs, members: Longs, scores: Floats) -> None:
    """Put what is better than what was known into ``rows`` and ``best``; of equals the first seen stays."""
    most = rows.shape[1]
    if scores.shape[1] > most:
        places = np.argpartition(-scores, most - 1, axis=1)[:, :most]
        scores, found = np.take_along_axis(scores, places, 1), members[places]
    else:
        found = np.broadcast_to(members, scores.shape)
    both = np.concatenate([best[who], scores], 1)
    named = np.concatenate([rows[who], found], 1)
    chosen = np.argsort(-both, axis=1, kind="stable")[:, :most]
    best[who], rows[who] = np.take_along_axis(both, chosen, 1), np.take_along_axis(named, chosen, 1)


Places = NDArray[np.float64]
"""Shape [n, 2]."""
