"""Papers as sources describe them, and records that could not be read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from inroad.types.evidence import Coverage, Evidence
from inroad.types.methods import Method, RelationKind


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as a source describes it."""

    paper_id: str
    """arXiv id without version (``2305.14314``, ``cond-mat/0104214``), else ``venue:…`` or ``acl:…``."""
    title: str
    abstract: str | None = None
    authors: tuple[str, ...] | None = None
    """In order, "Given Family"; None where the source does not say."""
    categories: tuple[str, ...] | None = None
    """arXiv categories, primary first."""
    date: dt.date | None = None
    """First submission or publication."""
    date_quality: Literal["submission", "digest", "id_month", "year"] = "submission"
    """How exact ``date`` is: the day, 0-4 days late, mid-month of the id, or only the year."""
    updated: dt.date | None = None
    version: int | None = None
    comment: str | None = None
    journal_ref: str | None = None
    doi: str | None = None
    license: str | None = None
    venue: str | None = None
    """Short name with year ("NeurIPS 2023") where the source states it."""
    code_url: str | None = None
    also: tuple[str, ...] = ()
    """Other ids of the same paper, e.g. its venue row."""


@dataclass(frozen=True, slots=True)
class Reject:
    """One record that could not be read, kept aside with its reason."""

    source: str
    """File name or address."""
    place: str
    """Where in the source: ``line 12``, ``record 3``, ``row 7``."""
    reason: str
    """One sentence: what is wrong."""
    raw: str
    """The start of the record, at most 500 characters, control characters escaped."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A method that a paper names."""

    method: Method
    relation: RelationKind | None
    """How the paper stands to it; None: it names it, what for cannot be told."""
    confidence: float | None
    """Probability that the relation holds; None where there is none."""
    places: tuple[Evidence, ...]
    """Where it stands, in the order of the text."""


@dataclass(frozen=True, slots=True)
class PaperReport:
    """One paper and what the atlas read in it."""

    paper: Paper
    coverage: Coverage
    problem: Evidence | None
    """Where it says which problem it sets out to solve; its label is the note."""
    has_code: bool | None
    introduces: tuple[Method, ...]
    names: tuple[Naming, ...]
    """The others that it names, those it builds on first."""
    leaves_open: tuple[Evidence, ...]
    """Places where it states a limitation, an open problem or future work."""
    warnings: tuple[str, ...] = ()
