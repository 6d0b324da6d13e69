"""One method: where it comes from, who uses it and how, what stands in the way of playing with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

import polars as pl
from fastapi import APIRouter, Query
from fastapi.responses import Response

from inroad.atlas.open import Atlas
from inroad.openings.play import play
from inroad.openings.promise.forecast import forecasts
from inroad.report import choose, graph, svg
from inroad.report.html import method_drawings
from inroad.scout import method as look
from inroad.search.uses import KINDS, papers_of
from inroad.signals.seen import Signals
from inroad.signals.store import open_signals
from inroad.types import Evidence, Forecast, Method, MethodPapers, MethodReport, PlaySign
from inroad.web import links, tables
from inroad.web.desk import Desk
from inroad.web.forms import Asking, Page
from inroad.web.passages import Passage, passages
from inroad.workshop.claim.evidence import on_method, reproductions

router = APIRouter()

MOST_DRAWN = 30
TOP = 10
ALL = 1_000_000
"""More papers than any method has."""
ROWS = 50
"""Papers of a page."""

Name = Annotated[str, Query(max_length=300)]


def _about(
    report: MethodReport, top: int, texts: Mapping[Evidence, Passage], as_of: dt.date | None
) -> Mapping[str, Any]:
    return {"top": top, "texts": texts, "as_of": as_of, **method_drawings(report, top, links.method)}


PAGE = Page(
    "method.html",
    about=_about,
    tables={
        "adoption": lambda report: tables.months(report.adoption),
        "uses": lambda report: tables.counts("kind", report.by_relation),
        "lineage": lambda report: tables.lineage(choose.family(report)),
        "evidence": lambda report: tables.evidence(report.evidence),
        "play": tables.play,
    },
    pictures={
        "adoption": lambda report: svg.growth(report.adoption, report.coverage.dense_since),
        "lineage": lambda report: graph.lineage(choose.family(report), MOST_DRAWN),
    },
)
USES = Page("uses.html", tables={"papers": tables.uses})


@router.get("/method/{name:path}")
def method(
    asked: Asking, name: str, as_of: dt.date | None = None, top: Annotated[int, Query(ge=1, le=100)] = TOP
) -> Response:
    """What is told of one method, found by its id or by a name as papers write it."""
    desk = asked.desk
    report, texts = desk.value(("method", name, as_of, top), lambda: _looked(desk, name, as_of, top))
    verdicts = desk.value("verdicts", lambda: reproductions(desk.config), personal=True)
    report = replace(report, reproductions=on_method(verdicts, report.method, as_of))
    return asked.give(report, PAGE, personal=True, top=top, texts=texts, as_of=as_of)


@router.get("/uses")
def uses(
    asked: Asking,
    method: Name,
    kind: Annotated[str, Query(max_length=40)] = "",
    start: Annotated[int, Query(ge=0)] = 0,
    as_of: dt.date | None = None,
) -> Response:
    """The papers that use a method, newest first, by how they do."""
    desk = asked.desk
    found: MethodPapers = desk.value(
        ("uses", method, as_of), lambda: papers_of(desk.atlas, method, as_of=as_of, top=ALL)
    )
    kinds = [group.kind for group in found.groups]
    # One paper introduces it; those who come here look for the others.
    shown = kind if kind in kinds else kinds[:2][-1]
    group = next(group for group in found.groups if group.kind == shown)
    return asked.give(found, USES, group=group, start=start, rows=ROWS, kinds=KINDS, as_of=as_of)


def _looked(
    desk: Desk, name: str, as_of: dt.date | None, top: int
) -> tuple[MethodReport, Mapping[Evidence, Passage]]:
    report = look(desk.atlas, name, as_of=as_of, top=top, drills=desk.drills)
    signals = open_signals(desk.config, as_of)
    seen = _play(report.method, signals, report.coverage.until)
    report = replace(report, play=seen, forecast=_forecast(desk.atlas.until(as_of), signals, report.method))
    return report, passages(desk.atlas, report.evidence)


def _forecast(atlas: Atlas, signals: Signals, of: Method) -> Forecast | None:
    """How likely others take it up; None where it is too old for that, or taken up already."""
    number = atlas.methods.filter(pl.col("method_id") == of.method_id)["method"].item()
    found = forecasts(atlas, signals, [number])
    return found[number].forecast if number in found else None


def _play(of: Method, signals: Signals, until: dt.date | None) -> tuple[PlaySign, ...]:
    seen = play(of, signals, until or dt.date.min)
    hinder = {sign.name for sign in seen.obstacles}
    return tuple(
        PlaySign(
            sign.name,
            sign.name in hinder,
            sign.answer,
            sign.said,
            sign.evidence.date if sign.evidence else None,
        )
        for sign in seen.signs
    )
