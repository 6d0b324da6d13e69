"""All papers as points: what lies where, what a query finds, what is in an outline.

Points and rows are asked by the map's generation, which is in the address, so that a browser keeps them:

- ``/map/points/GENERATION``: of n papers, little-endian and one after the other, x and y of each (2n int16,
  from -32768 to 32767, x to the right, y up), n months (uint16, since January 1970, 65535: unknown), n areas
  (uint8, counted from the first area of the finest level, 255: none).  Papers are in the order of months,
  those without a date last, so that the papers until a month are the first rows.
- ``/map/ids/GENERATION``: the ids of the same papers in the same order, one a line.
- ``/map/found/GENERATION?q=&field=``: the rows (uint32) that a query finds or a field holds.
- ``/map/papers/GENERATION?rows=1,2``: what the papers of some rows are, as JSON.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
import orjson
import polars as pl
from fastapi import APIRouter, Query
from fastapi.responses import Response

from inroad.atlas.field import find_field
from inroad.errors import InputError, InroadError, NoAtlas, NotFound
from inroad.report.words import link
from inroad.scout import scout
from inroad.search import stored as text_index
from inroad.search.map import open_map
from inroad.search.map.inside import inside, outline, words
from inroad.search.map.lines import lines
from inroad.search.map.stored import REMAKE, Map, month_of
from inroad.search.vectors.bags import Longs
from inroad.types import MapLine, MapPaper, MapReport, MapSelection
from inroad.web import links
from inroad.web.desk import Desk
from inroad.web.forms import Asking, Page, Table

router = APIRouter()

KEPT = {"cache-control": "private, max-age=31536000, immutable"}
MOST_ROWS = 500
"""Papers told at once."""
SHOWN = 200
"""Papers of a selection that are listed."""
CLOSE = 3
"""Zoom at which an area of the legend is looked at."""
DRAWN = 40
"""Methods of a lineage that is drawn."""


def _areas(report: MapReport) -> Table:
    columns = ("area", "level", "parent", "label", "words", "papers", "x", "y")
    rows = (
        (each.area, each.level, each.parent, each.label, ", ".join(each.words), each.papers, each.x, each.y)
        for each in report.areas
    )
    return Table(columns, rows)


@dataclass(frozen=True, slots=True)
class _Inner:
    """An area as the list shows it."""

    label: str
    papers: int

    @property
    def quoted(self) -> str:
        """What finds papers that say it."""
        return f'"{self.label}"'


def _about(report: MapReport) -> Mapping[str, Any]:
    """What the template needs: the broadest areas, those within them, and months by number."""
    top = [each for each in report.areas if each.level == 0]
    listed = [
        (
            each,
            [
                _Inner(inner.label, inner.papers)
                for inner in report.areas
                if inner.parent == each.area and inner.label
            ],
        )
        for each in top
    ]
    first, last = (0 if day is None else month_of(day) for day in (report.since, report.last))
    now = None if report.until is None else min(max(month_of(report.until), first), last)
    return {"top": top, "listed": listed, "first": first, "last": last, "now": now, "zoom": CLOSE}


PAGE = Page("map.html", tables={"areas": _areas}, about=_about)
SELECTION = Page(
    "map_selection.html",
    tables={
        "papers": lambda found: Table(
            ("paper", "title", "month", "link"),
            ((each.paper_id, each.title, each.month, link(each.paper_id) or "") for each in found.shown),
        )
    },
)


@router.get("/map")
def map_(
    asked: Asking,
    q: Annotated[str, Query(max_length=500)] = "",
    field: Annotated[str, Query(max_length=300)] = "",
    until: dt.date | None = None,
) -> Response:
    """What lies where; the points themselves are fetched by script."""
    desk = asked.desk
    found = opened(desk)
    key = ("map", found.generation, q, field, until, desk.index_stamp)
    return asked.give(desk.value(key, lambda: _report(desk, found, q, field, until)), PAGE, state=key)


def _report(desk: Desk, found: Map, q: str, field: str, until: dt.date | None) -> MapReport:
    atlas = desk.atlas
    coverage = atlas.coverage()
    shown = found.until(until)
    warnings = [*_lag(coverage.papers, found)]
    rows: Longs | None = None
    drawn: tuple[MapLine, ...] = ()
    try:
        rows = _found(desk, found, q, field)
        if field:
            drawn = lines(found, scout(atlas, field, top=DRAWN))
    except (InputError, NotFound) as error:
        warnings.append(str(error))
    dated = found.until(dt.date.max)
    return MapReport(
        query=q,
        field=field,
        until=until,
        coverage=coverage,
        papers=len(found),
        shown=shown,
        found=None if rows is None else int((rows < shown).sum()),
        areas=found.areas,
        lines=drawn,
        since=found.month(0) if dated else None,
        last=found.month(dated - 1) if dated else None,
        generation=found.generation,
        warnings=tuple(warnings),
    )


def _lag(papers: int, found: Map) -> list[str]:
    if papers <= len(found) * 1.002 + 5:
        return []
    return [f"{papers - len(found):,} papers are not on this map yet: {REMAKE}"]


# -- what the page fetches ------------------------------------------------------------------------


@router.get("/map/points/{generation}")
def points(asked: Asking, generation: str) -> Response:
    """See the top of this file."""
    found = _of(asked.desk, generation)
    parts = (found.places.astype("<i2"), found.months.astype("<u2"), found.area.astype("u1"))
    return Response(
        b"".join(each.tobytes() for each in parts), media_type="application/octet-stream", headers=KEPT
    )


@router.get("/map/ids/{generation}")
def ids(asked: Asking, generation: str) -> Response:
    """See the top of this file."""
    found = _of(asked.desk, generation)
    text = "\n".join(found.ids[row] for row in range(len(found)))
    return Response(text.encode("utf-8", "replace"), media_type="text/plain; charset=utf-8", headers=KEPT)


@router.get("/map/found/{generation}")
def found(
    asked: Asking,
    generation: str,
    q: Annotated[str, Query(max_length=500)] = "",
    field: Annotated[str, Query(max_length=300)] = "",
) -> Response:
    """See the top of this file."""
    of = _of(asked.desk, generation)
    rows = _found(asked.desk, of, q, field)
    body = (np.empty(0, np.int64) if rows is None else rows).astype("<u4").tobytes()
    return Response(body, media_type="application/octet-stream")


@router.get("/map/inside/{generation}")
def within(
    asked: Asking,
    generation: str,
    outline_: Annotated[str, Query(alias="outline", max_length=8_000)],
    until: dt.date | None = None,
) -> Response:
    """Rows (uint32) of the papers within an outline."""
    of = _of(asked.desk, generation)
    rows = inside(of.places[: of.until(until)], outline(outline_))
    return Response(rows.astype("<u4").tobytes(), media_type="application/octet-stream")


@router.get("/map/papers/{generation}")
def papers(asked: Asking, generation: str, rows: Annotated[str, Query(max_length=6_000)]) -> Response:
    """See the top of this file."""
    of = _of(asked.desk, generation)
    told = [_told(each) for each in _papers(of, _rows(rows, len(of)))]
    return Response(orjson.dumps(told), media_type="application/json", headers=KEPT)


@router.get("/map/selection")
def selection(
    asked: Asking,
    outline_: Annotated[str, Query(alias="outline", max_length=8_000)],
    until: dt.date | None = None,
) -> Response:
    """The papers within an outline; as CSV all of them."""
    desk = asked.desk
    of = opened(desk)
    most = len(of) if asked.form == "csv" else SHOWN
    key = ("map selection", of.generation, outline_, until, most)
    return asked.give(desk.value(key, lambda: _selection(desk, of, outline_, until, most)), SELECTION)


def _selection(desk: Desk, of: Map, text: str, until: dt.date | None, most: int) -> MapSelection:
    rows = inside(of.places[: of.until(until)], outline(text))
    atlas = desk.atlas
    titles = of.titles(rows.tolist())
    said = words(titles, atlas.phrases, atlas.papers.height) if titles else ()
    return MapSelection(len(rows), said, tuple(_papers(of, rows[::-1][:most].tolist())))


# -- how they are found ---------------------------------------------------------------------------


def opened(desk: Desk) -> Map:
    """The map of this moment.

    Raises:
        NoAtlas: none was made yet; says what to run.
    """
    found = desk.value("map opened", lambda: open_map(desk.config, desk.atlas))
    if found is None:
        raise NoAtlas("your papers were not laid out as a map yet", f"{REMAKE}; it takes some minutes, once")
    return found


def _of(desk: Desk, generation: str) -> Map:
    found = opened(desk)
    if found.generation != generation:
        raise NotFound("the map was made anew", "open it again")
    return found


def _found(desk: Desk, of: Map, q: str, field: str) -> Longs | None:
    """Rows that a query finds and a field holds; None if neither was asked for."""
    key = ("map found", of.generation, q.strip(), field.strip(), desk.index_stamp)
    return desk.value(key, lambda: _search(desk, of, q.strip(), field.strip()))


def _search(desk: Desk, of: Map, q: str, field: str) -> Longs | None:
    parts: list[Longs] = []
    if q:
        parts.append(of.rows(_matching(desk, q)))
    if field:
        parts.append(of.rows(find_field(desk.atlas, field).papers["paper_id"]))
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else np.intersect1d(parts[0], parts[1])


def _matching(desk: Desk, q: str) -> list[str]:
    """Ids by the text index; where there is none, by the words of titles."""
    try:
        there = text_index.read(desk.config) is not None
    except InroadError:
        there = False
    if there:
        return desk.search.matching(q)
    said = pl.all_horizontal(
        pl.col("title").str.to_lowercase().str.contains(word, literal=True) for word in q.lower().split()
    )
    return desk.atlas.papers.filter(said)["paper_id"].to_list()


def _rows(text: str, most: int) -> list[int]:
    try:
        rows = [int(each) for each in text.split(",")]
    except ValueError:
        raise InputError("rows are whole numbers with commas between", "leave out the rest") from None
    if len(rows) > MOST_ROWS or not all(0 <= row < most for row in rows):
        raise InputError(f"rows go from 0 to {most - 1}, {MOST_ROWS} at a time", "ask for fewer")
    return rows


def _papers(of: Map, rows: list[int]) -> list[MapPaper]:
    named = zip(rows, of.titles(rows), strict=True)
    return [MapPaper(row, of.ids[row], title, of.month(row)) for row, title in named]


def _told(paper: MapPaper) -> dict[str, object]:
    """One paper for the script, with its address on this site."""
    month = f"{paper.month:%Y-%m}" if paper.month else None
    return {
        "row": paper.row,
        "id": paper.paper_id,
        "title": paper.title,
        "month": month,
        "to": links.paper(paper.paper_id),
    }
