"""How much two papers under one name speak for one person: a sum of weighed parts.

The weights are log likelihood ratios (Fellegi and Sunter, "A theory for record linkage", JASA 1969), learnt
by
``tools/train_people.py`` from pairs whose answer the full names tell although only surname and initial were
shown (as in Levin et al., "Citation-based bootstrapping for large-scale author disambiguation", JASIST 2012).
What the names themselves say is added as prior odds: of a name that many bear, more has to be shown.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inroad.atlas.lexicon import load
from inroad.path.people.blocks import COMMON, CROWD, Block, Rarity, Signed
from inroad.path.people.names import Name, agreement

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
    n = len(papers)
    shared = _shared([paper.others for paper in papers], rarity.others, rarity.papers)
    counts = _shared_counts([paper.others for paper in papers])
    methods = _shared([paper.methods for paper in papers], rarity.methods, rarity.papers)
    found = np.zeros((n, n, len(PARTS)))
    found[..., 0] = np.minimum(shared, _CAP)
    found[..., 1] = counts > 0
    many = np.array([math.log1p(len(paper.others)) for paper in papers])
    found[..., 2] = (counts == 0) * np.minimum.outer(many, many)
    found[..., 3] = np.minimum(_acquainted([paper.others for paper in papers], rarity), _CAP / 4)
    found[..., 4] = _cosine([paper.words for paper in papers], rarity)
    found[..., 5] = np.minimum(methods, _CAP)
    found[..., 6] = _equal([paper.primary for paper in papers])
    found[..., 7] = _equal([paper.domain for paper in papers])
    return found


def scores(block: Block, rarity: Rarity) -> Floats:
    """Log odds of every pair that one person wrote both, shape (papers, papers)."""
    learnt = weights()
    weighed = np.array([learnt["weights"][part] for part in PARTS])
    told: Floats = features(block.papers, rarity) @ weighed + learnt["bias"]
    return told + _prior(block)


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
    seen = Counter(item for each in sets for item in each)
    columns = {item: number for number, item in enumerate(sorted(i for i, n in seen.items() if n > 1))}
    at = [(row, columns[item]) for row, each in enumerate(sets) for item in each if item in columns]
    found = np.zeros((len(sets), len(columns)), np.float32)
    if at:
        found[tuple(np.array(at).T)] = 1.0
    return found * np.array([weight(item) for item in columns], np.float32)


def _shared(sets: Sequence[frozenset[int]], counts: Mapping[int, int], papers: int) -> Thin:
    """For every pair the summed rarity of what both have; a thing of one paper in a hundred thousand: 1."""

    def rare(item: int) -> float:
        return math.sqrt(max(math.log(max(papers, 2) / counts.get(item, 1)) / math.log(1e5), 0.05))

    told = _incidence(sets, rare)
    found: Thin = told @ told.T
    return found


def _shared_counts(sets: Sequence[frozenset[int]]) -> Thin:
    told = _incidence(sets, lambda item: 1.0)
    found: Thin = told @ told.T
    return found


def _acquainted(sets: Sequence[frozenset[int]], rarity: Rarity) -> Thin:
    """How many pairs of an author here and another there wrote together elsewhere; rare names count more."""
    small = [each & rarity.friends.keys() if len(each) <= CROWD else frozenset() for each in sets]
    inside = frozenset().union(*small)
    known = {other: rarity.friends[other] & inside for other in inside}
    # A column for each who is an author here and a friend there.
    columns = {other: number for number, other in enumerate(sorted(frozenset().union(*known.values())))}
    met = {other: [columns[friend] for friend in friends] for other, friends in known.items()}
    here, there = (np.zeros((len(sets), len(columns)), np.float32) for _ in range(2))
    for row, each in enumerate(small):
        mine = sorted(each)
        for other in mine:
            there[row, met[other]] += _familiar(rarity.others.get(other, 1))
        own = [other for other in mine if other in columns]
        there[row, [columns[other] for other in own]] = 0  # who wrote this paper too needs no acquaintance
        here[row, [columns[other] for other in own]] = [
            _familiar(rarity.others.get(other, 1)) for other in own
        ]
    found = there @ here.T
    both: Thin = np.log1p(np.maximum(found, found.T))
    return both


def _familiar(papers: int) -> float:
    """What a co-author's name is worth: 1 for a name of few papers, 0 for one that many must share."""
    return max(0.0, 1 - math.log(papers) / math.log(COMMON))


def _cosine(sets: Sequence[frozenset[str]], rarity: Rarity) -> Floats:
    papers = max(rarity.papers, 2)

    def rare(word: str) -> float:
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
