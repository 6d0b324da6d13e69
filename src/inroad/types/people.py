"""Who is active in a field, authors told apart."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from inroad.types.evidence import Coverage, Evidence


@dataclass(frozen=True, slots=True)
class Faculty:
    """What a list of faculty that the user downloaded says of somebody of that name."""

    name: str
    affiliation: str
    homepage: str | None
    """As the list has it; nothing is guessed."""
    source: str
    """Which list, and since when it is here."""


@dataclass(frozen=True, slots=True)
class NameGroups:
    """What else is written under the same name."""

    papers: int
    """Papers of the corpus under this name and those that agree with it."""
    groups: int
    """Unrelated groups that they fall into; 1: one person as far as can be told."""
    in_field: int
    """Groups that hold papers of the field."""


@dataclass(frozen=True, slots=True)
class Newcomers:
    """How often somebody wrote with first authors who were new to the corpus."""

    papers: int
    of: int
    """Their papers, not their own first, of which it is known."""
    usual: float | None
    """The same share over all papers of the field in that time; None: unknown."""
    since: dt.date | None
    """Counted from this day: before, the corpus is too thin for anybody to be known."""


@dataclass(frozen=True, slots=True)
class ActivePerson:
    """Somebody active in a field: one group of papers under one name."""

    name: str
    """As most of the papers have it."""
    also: tuple[str, ...]
    """Other ways it is written in these papers."""
    in_field: int
    """Papers of the field in the last two years."""
    papers: int
    """All their papers in the corpus."""
    first: dt.date
    last: dt.date
    silent_months: int
    """Whole months between the last paper of theirs and the last day of the corpus."""
    evidence: tuple[Evidence, ...]
    """Papers of the field, the latest first."""
    introduced: tuple[str, ...]
    """Methods of the field that these papers introduce."""
    with_: tuple[str, ...]
    """Those with whom they wrote most."""
    newcomers: Newcomers
    name_groups: NameGroups
    faculty: Faculty | None
    warnings: tuple[str, ...] = ()
    """What to check before writing to them."""


@dataclass(frozen=True, slots=True)
class PeopleReport:
    """Who is active in a field: the answer of ``inroad people``."""

    query: str
    coverage: Coverage
    since: dt.date
    """People are ranked by papers of the field from this day on."""
    papers: int
    """Papers of the field since then."""
    known: int
    """Of these, papers with at least one author known by name."""
    people: tuple[ActivePerson, ...]
    warnings: tuple[str, ...] = ()
