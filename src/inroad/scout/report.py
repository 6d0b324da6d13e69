"""The report on a field, part by part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from inroad.atlas.field import find_field
from inroad.atlas.open import Atlas
from inroad.scout import (
    growth,
    kinds,
    lineage,
    openings,
    people,
    practice,
    reading,
    table,
    threads,
    tools,
    used,
    venues,
    warnings,
)
from inroad.scout.matter import Matter
from inroad.types import Drill, FieldMethods, FieldReport

_KEPT = 4
"""Lists hold so many times ``top`` rows, so that a page can show more and say what is left out."""


def scout(
    atlas: Atlas, query: str, *, as_of: dt.date | None = None, top: int = 10, drills: Iterable[Drill] = ()
) -> FieldReport:
    """The state of a field and where one could get in.

    Args:
        atlas: what is known.
        query: the field, in the user's words.
        as_of: nothing later than this day counts.
        top: how many rows a list is going to show; lists hold a few times more.
        drills: what can be practised, each after those that it requires.

    Raises:
        NotFound: nothing matches; carries near names.
        InputError: the query or the date cannot be used.
    """
    return _report(_matter(atlas, query, as_of, top, drills))


def scout_with_methods(
    atlas: Atlas, query: str, *, as_of: dt.date | None = None, top: int = 10, drills: Iterable[Drill] = ()
) -> tuple[FieldReport, FieldMethods]:
    """The same with the table of all methods of the field, at hardly more than the cost of one."""
    matter = _matter(atlas, query, as_of, top, drills)
    return _report(matter), table.of(matter)


def _matter(atlas: Atlas, query: str, as_of: dt.date | None, top: int, drills: Iterable[Drill]) -> Matter:
    return Matter(find_field(atlas.until(as_of), query), top * _KEPT, tuple(drills), as_of)


def _report(matter: Matter) -> FieldReport:
    return FieldReport(
        query=matter.field.query,
        matched=tuple(dict.fromkeys(matter.own_words)),
        coverage=matter.atlas.coverage(),
        papers=matter.field.papers.height,
        growth=growth.of(matter),
        lineage=lineage.of(matter),
        threads=threads.of(matter),
        used=used.by_others(matter),
        only_by_authors=used.only_by_authors(matter),
        general_papers=kinds.general(matter),
        applied_papers=kinds.applied(matter),
        unclear_papers=kinds.unclear(matter),
        domains=kinds.domains(matter),
        people=people.active(matter),
        first_papers=people.newcomers(matter),
        first_papers_of=people.newcomers_of(matter),
        venues=venues.of(matter),
        tools=tools.of(matter),
        reading=reading.of(matter),
        openings=openings.of(matter),
        warnings=warnings.of(matter),
        practice=practice.of(matter),
    )
