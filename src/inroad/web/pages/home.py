"""The first page: where to begin, what changed, what is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import JSONResponse, Response

from inroad import __version__, shown
from inroad.errors import StoreError
from inroad.home import LATELY, field_news
from inroad.topics import rising
from inroad.types import (
    Choices,
    Drill,
    DrillName,
    FieldNews,
    Follow,
    Following,
    HomeReport,
    Opening,
    OpeningsReport,
    Taken,
)
from inroad.web.desk import Desk
from inroad.web.forms import THEME, THEMES, Asking, Page, Table
from inroad.web.jobs import Job

router = APIRouter()

FIELDS = 6
"""Fields whose changes are counted."""
A_FIELD = 2
"""New openings that are shown of each."""
GLANCE = 0.05
"""Seconds that the first page waits for what is slow: it is shown without, and looks again."""


def _fields(report: HomeReport) -> Table:
    columns = ("field", "papers", "new", "last 30 days", "stage then", "stage now", "new methods")
    rows = (
        (
            each.query,
            each.papers,
            each.new,
            each.recent,
            each.before,
            each.growth.stage,
            ", ".join(each.methods),
        )
        for each in report.fields
    )
    return Table(columns, rows)


def _plan(report: HomeReport) -> Table:
    rows = ((each.at.date(), each.opening.title, each.opening.steps[0], each.note) for each in report.plan)
    return Table(("taken", "opening", "first step", "note"), rows)


PAGE = Page("home.html", tables={"fields": _fields, "plan": _plan})


@router.get("/")
def home(asked: Asking) -> Response:
    """What awaits this reader."""
    desk = asked.desk
    now = desk.now()
    key = ("yours", now.date(), now.hour, desk.shown_stamp)
    yours = desk.value(key, lambda: _yours(desk, now), personal=True)
    report = _report(desk, yours)
    return asked.give(report, PAGE, personal=True, state=(key, report.counting, report.rising is None))


@router.post("/seen")
def seen(asked: Asking, back: Annotated[str, Form(max_length=4_000)] = "/") -> Response:
    """Changes count from the corpus's last day on."""
    from inroad.journal.visits import seen as keep

    until = asked.desk.value("coverage", lambda: asked.desk.atlas.coverage()).until
    if until is not None:
        keep(asked.desk.journal, until, asked.desk.now())
    return asked.back(back, f"Changes are counted from {until} on.")


@router.post("/keep")
def keep(
    asked: Asking,
    q: Annotated[str, Form(max_length=400)],
    back: Annotated[str, Form(max_length=4_000)] = "/",
) -> Response:
    """Keep a field: its news are shown here and in the feed."""
    from inroad.following.follows import understand
    from inroad.journal.follows import follow

    desk = asked.desk
    meant = understand(q, desk.atlas)
    if meant.kind not in ("query", "method"):
        meant = understand(q, desk.atlas, "query")
    new = follow(desk.journal, meant.kind, meant.text, desk.now())
    said = f"Kept: {meant.text} ({meant.note})." if new else f"{meant.text} was kept already."
    return asked.back(back, said)


@router.post("/unkeep")
def unkeep(
    asked: Asking,
    q: Annotated[str, Form(max_length=400)],
    back: Annotated[str, Form(max_length=4_000)] = "/",
) -> Response:
    """Keep it no longer."""
    from inroad.journal.follows import following, unfollow

    journal, now, text = asked.desk.journal, asked.desk.now(), " ".join(q.split())
    for each in following(journal).follows:
        if each.kind in ("query", "method") and each.text.casefold() == text.casefold():
            unfollow(journal, each.text, now, each.kind)
    return asked.back(back, f"{text} is no longer kept.")


@router.get("/theme")
def theme(asked: Asking, to: str = "auto", back: str = "/") -> Response:
    """Light, dark, or as the system has it; kept in a cookie, so it works without script."""
    response = asked.back(back)
    response.set_cookie(THEME, to if to in THEMES else "auto", max_age=31_536_000, samesite="strict")
    return response


@router.get("/about")
def about(asked: Asking) -> JSONResponse:
    """Which home this is, for a second server that finds the port taken."""
    return JSONResponse({"program": "inroad", "version": __version__, "home": str(asked.desk.config.home)})


# -- what the journal tells -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Yours:
    """What follows from the journal and the last reports, and is cheap."""

    following: Following
    plan: tuple[Taken, ...]
    openings: tuple[Opening, ...]
    due: tuple[DrillName, ...]
    next: DrillName | None
    cards_due: int
    practised: bool
    recent: tuple[str, ...]
    seen_until: dt.date | None
    warnings: tuple[str, ...]

    @property
    def keeps(self) -> tuple[Follow, ...]:
        return tuple(each for each in self.following.follows if each.kind in ("query", "method"))


def _yours(desk: Desk, now: dt.datetime) -> _Yours:
    """A journal that cannot be read is told, and the page is that of somebody new."""
    from inroad.journal.follows import following
    from inroad.journal.openings import choices
    from inroad.journal.visits import seen_until

    reports = shown.recent(desk.config, FIELDS)
    recent = tuple(each.query for each in reports)
    try:
        reader, decided = following(desk.journal), choices(desk.journal)
        mark = seen_until(desk.journal)
    except StoreError as error:
        return _Yours(Following(), (), (), (), None, 0, False, recent, None, (f"{error}",))
    due, following_drill, cards, practised = _practice(desk, now)
    keeps = {each.text.casefold() for each in reader.follows}
    return _Yours(
        reader,
        _plan_of(decided),
        _undecided([each for each in reports if each.query.casefold() in keeps], decided),
        due,
        following_drill,
        cards,
        practised,
        recent,
        mark,
        (),
    )


def _plan_of(decided: Choices) -> tuple[Taken, ...]:
    going = (each for each in decided.taken if each.state in ("planned", "begun"))
    return tuple(sorted(going, key=lambda each: (each.at, each.opening.opening_id), reverse=True))


def _undecided(reports: Sequence[OpeningsReport], decided: Choices) -> tuple[Opening, ...]:
    known = {each.opening.opening_id for each in decided.taken}
    known |= {each.opening.opening_id for each in decided.dismissed}
    known |= {each.opening_id for each in decided.looked}
    found: dict[str, Opening] = {}
    for report in reports:
        fresh = [each for each in report.openings if each.opening_id not in known]
        found |= {each.opening_id: each for each in fresh[:A_FIELD]}
    return tuple(found.values())


def _practice(desk: Desk, now: dt.datetime) -> tuple[tuple[DrillName, ...], DrillName | None, int, bool]:
    from inroad.practice.room import Room

    room = Room(desk.config, now)
    begun = bool(room.progress())
    following_drill = room.next()
    due = tuple(_named(each) for each in room.due())
    return due, _named(following_drill) if following_drill else None, len(room.cards_due()), begun


def _named(drill: Drill) -> DrillName:
    return DrillName(drill.drill_id, drill.title)


# -- what the corpus tells ------------------------------------------------------------------------


def _report(desk: Desk, yours: _Yours) -> HomeReport:
    coverage = desk.value("coverage", lambda: desk.atlas.coverage())
    until, mark = coverage.until, _mark(yours)
    since = mark or (until - LATELY if until else None)
    fields, counting = _news(desk, yours.keeps[-FIELDS:], since)
    report = HomeReport(
        coverage=coverage,
        since=since,
        marked=mark is not None,
        keeps=yours.keeps,
        fields=fields,
        counting=counting,
        plan=yours.plan,
        openings=yours.openings,
        due=yours.due,
        next=yours.next,
        cards_due=yours.cards_due,
        practised=yours.practised,
        new_papers=desk.value(("new", since), lambda: _later(desk, since)),
        rising=(),
        recent=yours.recent,
        warnings=yours.warnings,
    )
    return _for_new(desk, report) if report.is_new else report


def _mark(yours: _Yours) -> dt.date | None:
    """The last day of the corpus that the reader has seen the news of, here or in a feed."""
    feed = yours.following.last.until if yours.following.last else None
    return max((each for each in (feed, yours.seen_until) if each is not None), default=None)


def _later(desk: Desk, since: dt.date | None) -> int:
    return int((desk.atlas.papers["date"] > since).sum()) if since else 0


def _news(
    desk: Desk, keeps: Sequence[Follow], since: dt.date | None
) -> tuple[tuple[FieldNews, ...], tuple[str, ...]]:
    """What is counted by now, and the fields that are still to be."""
    if since is None:
        return (), ()
    queries = tuple(each.text for each in keeps)

    def counted(query: str) -> bool:
        return desk.has(("news of", query, since))

    if not all(map(counted, queries)):
        desk.later(
            ("news", queries, since),
            "what changed in your fields",
            lambda tell: tuple(_one_field(desk, each, since) for each in queries),
            patience=GLANCE,
        )
    done = tuple(each for each in queries if counted(each))
    return tuple(_one_field(desk, each, since) for each in done), tuple(q for q in queries if q not in done)


def _one_field(desk: Desk, query: str, since: dt.date) -> FieldNews:
    return desk.value(("news of", query, since), lambda: field_news(desk.atlas, query, since))


def _for_new(desk: Desk, report: HomeReport) -> HomeReport:
    from dataclasses import replace

    found = desk.later(
        "rising", "what rises in this corpus", lambda tell: rising(desk.atlas), patience=GLANCE
    )
    return replace(report, rising=None if isinstance(found, Job) else found)
