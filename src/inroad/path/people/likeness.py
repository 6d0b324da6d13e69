"""How much two papers under one name speak for one person: a sum of weighed parts.

The weights are log likelihood ratios (Fellegi and Sunter, "A theory for record linkage", JASA 1969), learnt
by ``tools/train_people.py`` from pairs whose answer the full names tell although only surname and initial
were shown (as in Levin et al., "Citation-based bootstrapping for large-scale author disambiguation", JASIST
2012). What the names themselves say is added as prior odds: of a name that many bear, more has to be shown.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inroad.content import load
from inroad.path.people.blocks import COMMON, CROWD, Block, Rarity, Signed
from inroad.path.people.names import Name, agreement
from inroad.path.register.register import Numbers, once

Floats = NDArray[np.float64]
Thin = NDArray[np.float32]
"""Half the memory and time for what is only summed up."""

PARTS = (
    "shared co-authors",
    "any shared",
    "none shared of many",
    "co-authors who wrote together",
    "title words",
    "shared methods",
    "same category",
    "same domain",
)
"""What is weighed, in the order of the columns."""
_CAP = 2.0
"""Rarity of shared things counts up to so much."""
NEVER = -1e6
"""Score of papers whose names contradict each other."""


@cache
def weights() -> Mapping[str, Any]:
    """``weights`` by part, ``bias``, ``names`` (log odds), ``crowd`` (bearers for each that is counted)."""
    return load("weights/people.json")


def features(papers: Sequence[Signed], rarity: Rarity) -> Floats:
    """Parts of every pair, shape (papers, papers, len(PARTS)), symmetric."""
    return np.stack(_parts(papers, rarity), axis=-1)


def _parts(papers: Sequence[Signed], rarity: Rarity) -> list[Floats]:
    """Each part of PARTS, shape (papers, papers)."""
    shared = _shared([paper.others for paper in papers], rarity.others, rarity.papers)
    methods = _shared([paper.methods for paper in papers], rarity.methods, rarity.papers)
    many = np.array([math.log1p(len(paper.others)) for paper in papers])
    found: list[Floats] = [
        np.minimum(shared, _CAP),
        (shared > 0).astype(float),
        (shared == 0) * np.minimum.outer(many, many),
        np.minimum(_acquainted([paper.others for paper in papers], rarity), _CAP / 4),
        _cosine([paper.words for paper in papers], rarity),
        np.minimum(methods, _CAP),
        _equal([paper.primary for paper in papers]),
        _equal([paper.domain for paper in papers]),
    ]
    return found


def scores(block: Block, rarity: Rarity) -> Floats:
    """Log odds of every pair that one person wrote both, shape (papers, papers)."""
    learnt = weights()
    told: Floats = _prior(block) + learnt["bias"]
    for name, part in zip(PARTS, _parts(block.papers, rarity), strict=True):
        told += learnt["weights"][name] * part
    return told


def _prior(block: Block) -> Floats:
    """Log odds before anything but the names is looked at; the commoner of two names decides."""
    names = sorted({paper.name for paper in block.papers}, key=lambda name: (name.surname, name.given))
    table = np.array([[_odds(block, one, other) for other in names] for one in names])
    place = {name: number for number, name in enumerate(names)}
    at = np.array([place[paper.name] for paper in block.papers], dtype=int)
    prior: Floats = table[np.ix_(at, at)] if len(at) else np.zeros((0, 0))
    return prior


def _odds(block: Block, one: Name, other: Name) -> float:
    how = agreement(one, other)
    if how is None:
        return NEVER
    crowd = max(block.bearers[one], block.bearers[other])
    told: float = weights()["names"][how] - math.log(weights()["crowd"] * crowd + weights()["least"])
    return told


# -- single parts ---------------------------------------------------------------------------------


def _incidence(sets: Sequence[Collection[Any]], weight: Callable[[Any], float]) -> Thin:
    """A row a set, a column for each thing that two sets have."""
    items = np.fromiter((item for each in sets for item in each), np.int64)
    rows = np.repeat(np.arange(len(sets)), [len(each) for each in sets])
    order = np.argsort(items, kind="stable")
    items, rows = items[order], rows[order]
    first = np.flatnonzero(np.diff(items, prepend=-1))
    sizes = np.diff(first, append=len(items))
    several = np.repeat(sizes > 1, sizes)
    found = np.zeros((len(sets), int((sizes > 1).sum())), np.float32)
    columns = np.repeat(np.cumsum(sizes > 1) - 1, sizes)
    found[rows[several], columns[several]] = 1.0
    return found * np.array([weight(item) for item in items[first[sizes > 1]].tolist()], np.float32)


def _shared(sets: Sequence[frozenset[int]], counts: Mapping[int, int], papers: int) -> Thin:
    """For every pair the summed rarity of what both have; a thing of one paper in a hundred thousand: 1."""

    def rare(item: int) -> float:
        return math.sqrt(max(math.log(max(papers, 2) / counts.get(item, 1)) / math.log(1e5), 0.05))

    told = _incidence(sets, rare)
    found: Thin = told @ told.T
    return found


def _acquainted(sets: Sequence[frozenset[int]], rarity: Rarity) -> Thin:
    """How many pairs of an author here and another there wrote together elsewhere; rare names count more."""
    small = [sorted(each) if len(each) <= CROWD else [] for each in sets]
    inside = np.array(sorted({other for each in small for other in each}), np.int64)
    papers = np.array([rarity.others.get(other, 1) for other in inside.tolist()], np.float64)
    worth = np.maximum(0.0, 1 - np.log(papers) / math.log(COMMON))  # names that many must share tell nothing
    rows = np.repeat(np.arange(len(sets)), [len(each) for each in small])
    mine = np.searchsorted(inside, [other for each in small for other in each])
    ones, others = _inside(*rarity.friends, inside)
    # Every author of a paper, once for each friend.
    first, last = (np.searchsorted(ones, mine, side=side) for side in ("left", "right"))
    counts = last - first
    cells = np.repeat(rows, counts) * len(inside) + others[_ranges(first, counts)]
    size = len(sets) * len(inside)
    there = np.bincount(cells, np.repeat(worth[mine], counts), size).reshape(len(sets), -1)
    there[rows, mine] = 0  # who wrote this paper too needs no acquaintance
    here = np.zeros_like(there)
    here[rows, mine] = worth[mine]
    met = once(others)
    found = there[:, met].astype(np.float32) @ here[:, met].astype(np.float32).T
    both_ways: Thin = np.log1p(np.maximum(found, found.T))
    return both_ways


def _inside(one: Numbers, other: Numbers, numbers: Numbers) -> tuple[Numbers, Numbers]:
    """Positions in ``numbers`` of the pairs that are both there; all but ``other`` is sorted."""
    first, last = (np.searchsorted(one, numbers, side=side) for side in ("left", "right"))
    counts = last - first
    met = other[_ranges(first, counts)]
    at = np.minimum(np.searchsorted(numbers, met), max(len(numbers) - 1, 0))
    there = numbers[at] == met
    return np.repeat(np.arange(len(numbers)), counts)[there], at[there]


def _ranges(first: Numbers, counts: Numbers) -> Numbers:
    """All numbers of some ranges in a row."""
    begin: Numbers = np.repeat(first - (np.cumsum(counts) - counts), counts)
    return begin + np.arange(len(begin))


def _cosine(sets: Sequence[frozenset[int]], rarity: Rarity) -> Floats:
    papers = max(rarity.papers, 2)

    def rare(word: int) -> float:
        return math.log(papers / rarity.words[word]) if word in rarity.words else 0.0

    told = _incidence(sets, rare)
    length = np.array([math.sqrt(sum(rare(word) ** 2 for word in sorted(each))) for each in sets])
    length = np.where(length > 0, length, 1.0)
    near: Floats = (told @ told.T) / np.outer(length, length)
    return near


def _equal(values: Sequence[str | None]) -> Floats:
    """1 where both are known and the same."""
    codes = _codes(values)
    same: Floats = ((codes[:, None] == codes) & (codes >= 0)).astype(float)
    return same


def _codes(values: Sequence[str | None]) -> NDArray[np.int64]:
    numbers = {value: number for number, value in enumerate(sorted({v for v in values if v is not None}))}
    return np.array([-1 if value is None else numbers[value] for value in values], dtype=np.int64)
