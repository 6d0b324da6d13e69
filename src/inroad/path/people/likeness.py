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
from inroad.path.people.blocks import Block, Rarity, Signed
from inroad.path.people.names import agreement

Floats = NDArray[np.float64]

PARTS = (
    "shared co-authors",
    "any shared",
    "none shared of many",
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

_NAME_ODDS = {"same": 0.0, "longer": -0.3, "initials": -1.5, "short form": -1.0, "turned": -3.0}


@cache
def weights() -> Mapping[str, Any]:
    """``weights`` by part, ``bias``, ``crowd`` (further bearers a name has for each that is counted)."""
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
    found[..., 3] = _cosine([paper.words for paper in papers], rarity)
    found[..., 4] = np.minimum(methods, _CAP)
    found[..., 5] = _equal([paper.primary for paper in papers])
    found[..., 6] = _equal([paper.domain for paper in papers])
    return found


def scores(block: Block, rarity: Rarity) -> Floats:
    """Log odds of every pair that one person wrote both, shape (papers, papers)."""
    learnt = weights()
    weighed = np.array([learnt["weights"][part] for part in PARTS])
    told: Floats = features(block.papers, rarity) @ weighed + learnt["bias"]
    return told + _prior(block)


def _prior(block: Block) -> Floats:
    base = -math.log(weights()["crowd"] * block.bearers + weights()["least"])
    names = list(dict.fromkeys(paper.name for paper in block.papers))
    table = np.array([[_odds(agreement(one, other)) for other in names] for one in names])
    place = {name: number for number, name in enumerate(names)}
    at = np.array([place[paper.name] for paper in block.papers], dtype=int)
    prior: Floats = base + table[np.ix_(at, at)] if len(at) else np.zeros((0, 0))
    return prior


def _odds(how: str | None) -> float:
    return NEVER if how is None else _NAME_ODDS[how]


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

