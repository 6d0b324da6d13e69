"""All papers as points, and what lies where."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from inroad.types.evidence import Coverage


@dataclass(frozen=True, slots=True)
class MapArea:
    """Papers that lie close together."""

    area: int
    """Its place in the list of all areas."""
    level: int
    """0: the largest; those of a level lie within those of the level above."""
    parent: int | None
    """The area that it lies in; None: it is one of the largest."""
    label: str
    """What its titles say and others do not; empty: nothing stands out."""
    words: tuple[str, ...]
    """What else they say."""
    papers: int
    x: int
    y: int
    """Where it is densest; from -32768 to 32767, x to the right, y up."""


@dataclass(frozen=True, slots=True)
class MapPaper:
    """One point."""

    row: int
    """Its place on the map, which is in the order of time."""
    paper_id: str
    title: str
    month: dt.date | None
    """First day of the month in which it appeared."""


@dataclass(frozen=True, slots=True)
class MapLine:
    """A method that builds on another, as the papers that introduced them."""

    child_row: int
    child: str
    """Name of the newer method."""
    parent_row: int
    parent: str
    main: bool
    """Whether both are on the main path."""


@dataclass(frozen=True, slots=True)
class MapReport:
    """What lies where; the page ``/map``."""

    query: str
    field: str
    until: dt.date | None
    coverage: Coverage
    papers: int
    """Papers on the map."""
    shown: int
    """Of these, those of that month or before."""
    found: int | None
    """Of these, those that the query finds; None: nothing was asked."""
    areas: tuple[MapArea, ...]
    lines: tuple[MapLine, ...]
    """The lineage of the field, where one was asked for."""
    since: dt.date | None
    """First month of the map; None: no paper has a date."""
    last: dt.date | None
    generation: str
    """Names this state of the map; points and rows are asked by it."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MapSelection:
    """Papers within an outline that was drawn on the map."""

    papers: int
    words: tuple[str, ...]
    """What their titles say more often than others."""
    shown: tuple[MapPaper, ...]
    """The newest first."""
