"""From vectors to places on a plane, so that papers about the same lie together, and stay where they are.

Papers are joined with their nearest, and laid out by t-SNE (van der Maaten and Hinton 2008) in the form that
scales to millions of points (Linderman et al. 2019, "Fast interpolation-based t-SNE").  A part of the papers,
the landmarks, is laid out first, from the directions in which papers differ most, which settles what lies
where at large (Kobak and Berens 2019, "The art of using t-SNE for single-cell transcriptomics"); then all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inroad.errors import InputError
from inroad.search.map.near import Places, Rows, nearest
from inroad.search.vectors.bags import Codes, Longs

Progress = Callable[[str, int, int | None], None]

Doubles = NDArray[np.float64]

FEW = 60
"""Fewer papers are too few to settle: they lie by the directions in which they differ most."""
MANY = 2_000
"""From so many on forces are interpolated on a grid; before, summed over a tree (Barnes and Hut 1986)."""
LANDMARKS = 20_000
NEIGHBOURS = 15
"""Papers that a paper is drawn to; with equal pull, as exact weights change little (Kobak and Berens)."""
FIRST, SETTLING, ALL = 200, 300, 300
"""Steps: landmarks pulled together, landmarks settling, all papers settling."""
_EXAGGERATION = 12
_TOLD = 25
"""Steps between two reports of progress."""
PLACED_BY = 7
"""Nearest papers that tell where a new one belongs."""


def lay_out(papers: Rows, chance: Codes, progress: Progress = lambda *_: None) -> Places:
    """Places of n papers, the same for the same papers.

    Args:
        papers: their directions, the first dimensions those in which papers differ most.
        chance: a number a paper that does not depend on the others; the least become landmarks.
        progress: told how far it is.

    Raises:
        InputError: the library for it is not installed.
    """
    if len(papers) < FEW:
        return _first_directions(papers) + _aside_of(chance, 0.05)
    tsne()  # told at once, not after the neighbours
    chosen = np.sort(np.argsort(chance, kind="stable")[:LANDMARKS])
    places = _landmarks(papers.of(chosen), progress)
    if len(chosen) == len(papers):
        return places
    rest = np.setdiff1d(np.arange(len(papers)), chosen, assume_unique=True)
    every = np.empty((len(papers), 2))
    every[chosen] = places
    every[rest] = placed(papers.of(rest), papers.of(chosen), places, chance[rest])
    joined = _joined(papers, progress, "finding neighbours")
    return _settled(every, joined, ALL, progress, "placing papers")


def _landmarks(papers: Rows, progress: Progress) -> Places:
    joined = _joined(papers, progress, "finding neighbours of landmarks")
    start = _first_directions(papers)
    start *= 1e-4 / max(float(start[:, 0].std()), 1e-12)
    pulled = _settled(start, joined, FIRST, progress, "placing landmarks", pull=_EXAGGERATION)
    return _settled(pulled, joined, SETTLING, progress, "settling landmarks")


def _first_directions(papers: Rows) -> Places:
    """Where papers lie by what they differ most in; the first dimension is mostly what all have in common."""
    return np.asarray(papers.papers[:, 1:3] * papers.scales[:, None], dtype=np.float64)


def _joined(papers: Rows, progress: Progress, stage: str) -> Any:
    """Who is drawn to whom, as a sparse matrix that sums to one."""
    from scipy.sparse import csr_array  # only a build needs it

    most = min(NEIGHBOURS, len(papers) - 1)
    rows, _ = nearest(papers, papers, most, same=True, tell=lambda done, of: progress(stage, done, of))
    known = rows >= 0
    ends = np.concatenate([[0], np.cumsum(known.sum(1))])
    there = csr_array((np.ones(int(ends[-1])), rows[known], ends), shape=(len(papers), len(papers)))
    both = (there + there.T).tocsr()
    both.data[:] = 1 / both.nnz
    both.sort_indices()
    return both


def _settled(
    places: Places, joined: Any, steps: int, progress: Progress, stage: str, pull: float = 1
) -> Places:
    """Places after so many steps of t-SNE."""
    library = tsne()
    affinities = library.affinity.PrecomputedAffinities(joined, normalize=False)
    way = "fft" if len(places) >= MANY else "bh"
    made = library.TSNEEmbedding(
        places, affinities, negative_gradient_method=way, n_jobs=1, random_state=1, learning_rate="auto"
    )
    for done in range(0, steps, _TOLD):
        few = min(_TOLD, steps - done)
        momentum = 0.5 if pull > 1 else 0.8
        made.optimize(n_iter=few, exaggeration=pull, momentum=momentum, inplace=True)
        progress(stage, done + few, steps)
    return np.asarray(made, dtype=np.float64)


def tsne() -> Any:
    """The library for the layout.

    Raises:
        InputError: it is not installed.
    """
    try:
        import openTSNE
    except ImportError:
        problem = "laying out a map needs a library that is not installed"
        raise InputError(problem, "run `pip install 'inroad[map]'`, then try again") from None
    return openTSNE


# -- new papers -----------------------------------------------------------------------------------


def placed(new: Rows, old: Rows, places: Places, chance: Codes) -> Places:
    """Places of new papers among old ones, which stay where they are.

    Each is put at the middle of the places of its nearest, coordinate by coordinate, which lies where most of
    them lie and not in the empty space between two groups, and a little aside by ``chance``, so that no two
    papers cover each other.
    """
    if not len(new) or not len(old):
        return np.zeros((len(new), 2))
    rows, cosines = nearest(new, old, min(PLACED_BY, len(old)))
    weights = np.where(rows >= 0, np.clip(cosines, 1e-3, None), 0.0).astype(np.float64)
    theirs = places[rows]
    middle = np.stack([_middle(theirs[:, :, axis], weights) for axis in (0, 1)], 1)
    return middle + _aside(theirs, middle, weights, chance)


def _middle(values: Doubles, weights: Doubles) -> Doubles:
    """Weighted medians of rows."""
    order = np.argsort(values, axis=1, kind="stable")
    ordered, heavy = np.take_along_axis(values, order, 1), np.take_along_axis(weights, order, 1)
    reached = np.cumsum(heavy, 1) >= heavy.sum(1, keepdims=True) / 2
    return np.take_along_axis(ordered, reached.argmax(1)[:, None], 1)[:, 0]


def _aside(theirs: Doubles, middle: Places, weights: Doubles, chance: Codes) -> Places:
    far = np.hypot(*np.moveaxis(theirs - middle[:, None], 2, 0))
    return _aside_of(chance, 0.5) * _middle(far, weights)[:, None]


def _aside_of(chance: Codes, most: float) -> Places:
    """A small step that chance tells, at most so long."""
    size = most * ((chance >> np.uint64(32)) & np.uint64(0xFFFF)) / 0xFFFF
    turn = 2 * np.pi * (chance & np.uint64(0xFFFF)) / 0x10000
    return np.stack([size * np.cos(turn), size * np.sin(turn)], 1)


# -- north stays north ----------------------------------------------------------------------------

REACH = 28_000
"""Nearly all coordinates lie between -REACH and REACH: 16 bits, with room for later papers."""
NEARLY = 0.9995
"""A few papers lie far outside; the others need not be smaller for them."""


def aligned(places: Places, common: Longs, before: Places) -> Places:
    """A new layout turned, mirrored and moved so that it lies as one before did.

    Args:
        places: [n, 2].
        common: papers that had a place before.
        before: their places then, in the same order.

    Returns:
        Places, nearly all within REACH; orthogonal Procrustes (Schönemann 1966) on what both have in common.
    """
    if not len(places):
        return places
    middle = places.mean(0) if not len(common) else places[common].mean(0)
    turned = places - middle
    if len(common) >= 3:
        u, _, v = np.linalg.svd(turned[common].T @ (before - before.mean(0)))
        turned = turned @ (u @ v)
    low, high = np.quantile(turned, [1 - NEARLY, NEARLY], axis=0)
    turned -= (low + high) / 2
    return np.asarray(turned * (2 * REACH / max(float((high - low).max()), 1e-9)))
