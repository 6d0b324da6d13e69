"""Where papers lie close together: areas within areas.

Papers are counted on a grid, the counts are blurred, and every cell climbs to its densest neighbour until
it reaches a peak; what reaches one peak is an area (mean shift: Comaniciu and Meer 2002, on a grid).  Those
that lie close together and say similar things are joined to larger ones (Ward 1963, "Hierarchical grouping").
More blur instead would end in one heap: a map of everything is about as dense everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inroad.search.map.near import Places, Rows
from inroad.search.vectors.bags import Longs
from inroad.starter import map_parts

GRID = map_parts.GRID
"""Cells a side; a starter keeps areas by these cells."""
EXTENT = 32_768
"""Coordinates lie between -EXTENT and EXTENT."""
WANTED = (12, 60, 240)
"""At most so many areas a level, the coarsest first.  The finest fit a byte, with one value for none."""
AT_LEAST = (60, 30, 15)
"""Papers that an area of each level should have on average: a small corpus has fewer areas."""
FEWEST = 10
"""Papers of the smallest area."""
HELD = 0.8
"""Least part of all papers in areas that are not too small."""
_BLURS = tuple(float(f"{0.8 * 1.12**step:.3f}") for step in range(42))
"""Widths of the blur that are tried, in cells."""

Grid = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Level:
    """The areas of one level.  k areas, the largest first."""

    area: Longs
    """Shape [n]: the area of each paper."""
    peaks: Places
    """Shape [k, 2]: where each is densest."""
    parent: Longs
    """Shape [k]: the area of the coarser level that it lies in; -1 at the coarsest."""

    def __len__(self) -> int:
        return len(self.peaks)


def areas(places: Places, papers: Rows, wanted: tuple[int, ...] = WANTED) -> tuple[Level, ...]:
    """The areas of n papers, the coarsest level first; none of too few papers.

    Args:
        places: where they lie.
        papers: what they are about.
        wanted: at most so many areas a level, the coarsest first.
    """
    if len(places) < 2 * FEWEST:
        return ()
    wanted = tuple(
        min(most, max(1, len(places) // each)) for most, each in zip(wanted, AT_LEAST, strict=False)
    )
    cell = _cell(places)
    flat = cell[:, 0] * GRID + cell[:, 1]
    counts = np.bincount(flat, minlength=GRID * GRID).reshape(GRID, GRID)
    peaks = _basins(counts.astype(np.float64), wanted[-1])[flat]
    named, place, sizes = np.unique(peaks, return_inverse=True, return_counts=True)
    at = (np.stack(np.divmod(named, GRID), 1) + 0.5) * (2 * EXTENT / GRID) - EXTENT
    made: list[Level] = []
    what = np.concatenate([at / EXTENT, _directions(papers, place, len(named))], 1)
    for groups in _joined(what, sizes.astype(np.float64), wanted):
        made.append(_level(at, sizes, groups, place, made[-1] if made else None))
    return tuple(made)


def _cell(places: Places) -> Longs:
    scaled = (np.asarray(places, dtype=np.float64) + EXTENT) * (GRID / (2 * EXTENT))
    return np.clip(scaled.astype(np.int64), 0, GRID - 1)


# -- one level ------------------------------------------------------------------------------------


def _basins(counts: Grid, most: int) -> Longs:
    """The peak that each cell climbs to, as a flat cell, at the least blur that leaves at most ``most``.

    Most papers must be in areas that are large enough; what is in a small one goes to the nearest of these.
    """
    total = counts.sum()
    least = max(FEWEST, total / (12 * most))
    for blur in _BLURS:
        peaks = _climbed(_blurred(counts, blur))
        sizes = np.bincount(peaks, counts.ravel(), GRID * GRID)
        large = np.flatnonzero(sizes >= least)
        if len(large) <= most and sizes[large].sum() >= HELD * total:
            break
    return _to_large(peaks, large if len(large) else np.array([int(sizes.argmax())]))


def _blurred(counts: Grid, width: float) -> Grid:
    reach = min(int(4 * width + 1), (GRID - 1) // 2)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / width) ** 2)
    for axis in (0, 1):
        counts = np.apply_along_axis(lambda line: np.convolve(line, kernel, "same"), axis, counts)
    return counts


def _climbed(density: Grid) -> Longs:
    """The peak of each cell: the densest of its neighbours, of that one's, and so on."""
    padded = np.pad(density, 1, constant_values=-1)
    steps = [(0, 0), *((dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (dx, dy) != (0, 0))]
    around = np.stack([padded[1 + dx : 1 + dx + GRID, 1 + dy : 1 + dy + GRID] for dx, dy in steps])
    shift = np.array([dx * GRID + dy for dx, dy in steps])[around.argmax(0)]
    up = (np.arange(GRID * GRID) + shift.ravel()).astype(np.int64)
    further = up[up]
    while not np.array_equal(up, further):
        up, further = further, further[further]
    return np.asarray(up, dtype=np.int64)


def _to_large(peaks: Longs, large: Longs) -> Longs:
    """The same, with those of small areas given to the nearest large one."""
    named, place = np.unique(peaks, return_inverse=True)
    at = np.stack(np.divmod(named, GRID), 1).astype(np.float64)
    to = np.stack(np.divmod(large, GRID), 1).astype(np.float64)
    far = ((at[:, None] - to[None]) ** 2).sum(2)
    return np.asarray(large[far.argmin(1)][place], dtype=np.int64)


# -- levels ---------------------------------------------------------------------------------------


def _directions(papers: Rows, place: Longs, areas: int) -> Places:
    """What the papers of each area have in common and others have not: [k, d], length one."""
    order = np.argsort(place, kind="stable")
    ends = np.searchsorted(place[order], np.arange(areas + 1))
    sums = np.empty((areas, papers.papers.shape[1]))
    for area in range(areas):
        some = papers.of(order[ends[area] : ends[area + 1]])
        sums[area] = (some.papers * some.scales[:, None].astype(np.float64)).mean(0)
    sums -= sums.mean(0)
    return np.asarray(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9))


def _joined(at: Places, sizes: NDArray[np.float64], wanted: tuple[int, ...]) -> list[Longs]:
    """For each number of areas that is wanted, which group each of the finest areas is in."""
    group = np.arange(len(at))
    middle, weight = at.copy(), sizes.copy()
    found: dict[int, Longs] = {}
    for left in range(len(at), 0, -1):
        found[left] = group.copy()
        if left == 1:
            break
        one, other = _cheapest(middle, weight)
        total = weight[one] + weight[other]
        middle[one] = (middle[one] * weight[one] + middle[other] * weight[other]) / total
        weight[one], weight[other] = total, 0
        group[group == other] = one
    return [found[min(most, len(at))] for most in wanted]


def _cheapest(middle: Places, weight: NDArray[np.float64]) -> tuple[int, int]:
    """The two groups that lose the least by being one; the first of equals."""
    there = np.flatnonzero(weight)
    far = ((middle[there, None] - middle[None, there]) ** 2).sum(2)
    w = weight[there]
    cost = far * (w[:, None] * w[None]) / (w[:, None] + w[None])
    cost[np.tril_indices(len(there))] = np.inf
    one, other = np.unravel_index(int(cost.argmin()), cost.shape)
    return int(there[one]), int(there[other])


def _level(at: Places, sizes: Longs, groups: Longs, place: Longs, coarser: Level | None) -> Level:
    """Groups of the finest areas as areas, the largest first; each lies where its central member does."""
    named, of = np.unique(groups, return_inverse=True)
    weight = np.bincount(of, sizes)
    middle = np.stack([np.bincount(of, sizes * at[:, axis]) / weight for axis in (0, 1)], 1)
    far = ((at - middle[of]) ** 2).sum(1)
    order = np.lexsort((named, -weight))
    nearest = [int(np.flatnonzero(of == each)[far[of == each].argmin()]) for each in order]
    number = np.empty(len(named), np.int64)
    number[order] = np.arange(len(named))
    area = number[of][place]
    if coarser is None:
        return Level(area, at[nearest], np.full(len(named), -1))
    parent = np.empty(len(named), np.int64)
    parent[area] = coarser.area
    return Level(area, at[nearest], parent)
