"""How much two papers under one name speak for one person: a sum of weighed parts.

The weights are log likelihood ratios (Fellegi and Sunter, "A theory for record linkage", JASA 1969), learnt by
``tools/train_people.py`` from pairs whose answer the full names tell although only surname and initial were shown
(as in Levin et al., "Citation-based bootstrapping for large-scale author disambiguation", JASIST 2012).  What the
names themselves say is added as prior odds: of a name that many bear, more has to be shown.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inroad.atlas.lexicon import load
from inroad.path.people.blocks import COMMON, CROWD, Block, Rarity, Signed
from inroad.path.people.names import Name, agreement

Floats = NDArray[np.float64]

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
    """``weights`` by part and ``bias``; ``crowd``: people of a name for each that is counted; ``names``: log odds."""
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


def _incidence(sets: Sequence[Collection[Any]], weight: Mapping[Any, float]) -> Floats:
    """A row a set, a column for each thing that two sets have."""
    seen: dict[Any, int] = {}
    for each in sets:
        for item in each:
            seen[item] = seen.get(item, 0) + 1
    columns = {item: number for number, item in enumerate(sorted(i for i, n in seen.items() if n > 1))}
    found = np.zeros((len(sets), len(columns)))
    for row, each in enumerate(sets):
        for item in each:
            if item in columns:
                found[row, columns[item]] = weight.get(item, 0.0)
    return found


def _shared(sets: Sequence[frozenset[int]], counts: Mapping[int, int], papers: int) -> Floats:
    """For every pair the summed rarity of what both have; a thing of one paper in a hundred thousand: 1."""
    rare = {item: math.log(max(papers, 2) / count) / math.log(1e5) for item, count in counts.items()}
    told = _incidence(sets, {item: math.sqrt(max(value, 0.05)) for item, value in rare.items()})
    return told @ told.T


def _shared_counts(sets: Sequence[frozenset[int]]) -> Floats:
    told = _incidence(sets, {item: 1.0 for each in sets for item in each})
    return told @ told.T


def _acquainted(sets: Sequence[frozenset[int]], rarity: Rarity) -> Floats:
    """How many pairs of an author here and another there wrote together elsewhere; rare names count more."""
    known = {
        other: weight
        for other in sorted({other for each in sets for other in each})
        if (weight := _familiar(rarity.others.get(other, 1))) > 0 and other in rarity.friends
    }
    columns = {other: number for number, other in enumerate(known)}
    here, there = np.zeros((len(sets), len(columns))), np.zeros((len(sets), len(columns)))
    for row, each in enumerate(sets):
        if len(each) > CROWD:
            continue
        for other in each & known.keys():
            here[row, columns[other]] = known[other]
            for friend in (rarity.friends[other] & known.keys()) - each:
                there[row, columns[friend]] += known[other]
    found = there @ here.T
    return np.log1p(np.maximum(found, found.T))


def _familiar(papers: int) -> float:
    """What a co-author's name is worth: 1 for a name of few papers, 0 for one that many must share."""
    return max(0.0, 1 - math.log(papers) / math.log(COMMON))


def _cosine(sets: Sequence[frozenset[str]], rarity: Rarity) -> Floats:
    rare = {word: math.log(max(rarity.papers, 2) / count) for word, count in rarity.words.items()}
    told = _incidence(sets, rare)
    length = np.array([math.sqrt(sum(rare.get(word, 0.0) ** 2 for word in sorted(each))) for each in sets])
    length = np.where(length > 0, length, 1.0)
    return (told @ told.T) / np.outer(length, length)


def _equal(values: Sequence[str | None]) -> Floats:
    """1 where both are known and the same."""
    codes = _codes(values)
    return ((codes[:, None] == codes) & (codes >= 0)).astype(float)


def _codes(values: Sequence[str | None]) -> NDArray[np.int64]:
    numbers = {value: number for number, value in enumerate(sorted({v for v in values if v is not None}))}
    return np.array([-1 if value is None else numbers[value] for value in values], dtype=np.int64)

