"""Papers that are about the same as others, or as a text of the user's own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SharedWord:
    """A word and what it adds to a nearness."""

    word: str
    """As the similar paper writes it."""
    part: float
    """Its part of the nearness; the parts of all words of the paper add up to it."""


@dataclass(frozen=True, slots=True)
class SharedMethod:
    """A method that both name."""

    method_id: str
    name: str


@dataclass(frozen=True, slots=True)
class SimilarTo:
    """What papers were compared with: a paper, or a text of the user's own."""

    paper_id: str | None
    """None: a text of the user's own."""
    title: str
    """Of a text: the name of its file, or its first line."""
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class Similar:
    """One similar paper and why it is."""

    paper_id: str
    title: str
    date: dt.date | None
    nearness: float
    """Cosine of the vectors: 1 the same, 0 nothing in common."""
    shared: tuple[SharedWord, ...]
    """Words that both have, by what they add."""
    akin: tuple[SharedWord, ...]
    """Words that only this paper has, and that mean much the same as something in what was given."""
    methods: tuple[SharedMethod, ...]
    """Methods that both name, the rarest first; empty without an atlas of your own."""


@dataclass(frozen=True, slots=True)
class SimilarReport:
    """Papers that are about the same as some others; the answer of ``inroad similar``."""

    given: tuple[SimilarTo, ...]
    papers: int
    """Papers that were compared."""
    learnt_from: int
    """Papers from which it was learnt what words mean."""
    as_of: dt.date | None
    similar: tuple[Similar, ...]
    """The nearest first."""
    warnings: tuple[str, ...] = ()
