"""Who is active in a field, and how many are new in it."""

from __future__ import annotations

from inroad.atlas import people
from inroad.atlas.parts import authors_at
from inroad.scout.matter import Matter
from inroad.types import Person

_YEARS = 2


def active(matter: Matter) -> tuple[Person, ...]:
    """Those with most papers of late."""
    recent = matter.recent(_YEARS)
    authors = authors_at(matter.atlas, recent["authors"].drop_nulls().explode())
    return people.active(recent, authors, top=matter.most)


def newcomers(matter: Matter) -> int | None:
    """Papers of the last year whose first author had none before; None if no authors are known."""
    first, known = matter.first_papers
    return first if known else None


def newcomers_of(matter: Matter) -> int:
    """Papers of the last year whose authors are known."""
    return matter.first_papers[1]
