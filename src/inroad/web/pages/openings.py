"""What could be taken up: ranked cards, one opening, and what the reader made of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, get_args

from fastapi import APIRouter, Form, Query
from fastapi.responses import Response

from inroad import shown
from inroad.errors import InputError
from inroad.openings.asking import ANYBODY, MOST_AGAIN, chosen, kept, one
from inroad.openings.profile import MACHINES, MOST_HOURS, PROFILES, USUAL, adapted, named
from inroad.types import (
    Choices,
    Machine,
    Newcomer,
    Opening,
    OpeningKind,
    OpeningReport,
    OpeningsReport,
    Record,
)
from inroad.web.desk import Desk
from inroad.web.forms import Asking, Page, Table
from inroad.web.jobs import Job, Tell, silent

if TYPE_CHECKING:
    from inroad.openings.find import Found

router = APIRouter()

KINDS: tuple[OpeningKind, ...] = get_args(OpeningKind)
REASONS = (
    "not interesting to me",
    "needs more than I have",
    "takes too long",
    "I lack the skills",
    "somebody is at it already",
    "I do not believe it",
)
"""Common reasons to dismiss an opening."""


def _table(report: OpeningsReport) -> Table:
    columns = ("place", "id", "kind", "title", "why", "obstacle", "score", "hours", "machine", "probability")
    rows = (
        (
            *(place, each.opening_id, each.kind, each.title, each.why, each.obstacle),
            *(round(each.score, 4), _hours(each), each.effort.machine),
            each.forecast.probability if each.forecast else None,
        )
        for place, each in enumerate(report.openings, 1)
    )
    return Table(columns, rows)


def _hours(opening: Opening) -> str | None:
    return "{} to {}".format(*opening.effort.hours) if opening.effort.hours else None


def _parts(report: OpeningReport) -> Table:
    rows = ((part.name, part.points, part.why) for part in report.opening.parts)
    return Table(("part", "points", "why"), rows)


def _decided(report: Choices) -> Table:
    taken = (
        ("taken", each.at.date(), each.opening.opening_id, each.opening.title, each.note)
        for each in report.taken
    )
    dismissed = (
        ("dismissed", each.at.date(), each.opening.opening_id, each.opening.title, each.why)
        for each in report.dismissed
    )
    return Table(("what", "day", "id", "title", "words"), (*taken, *dismissed))


_FORM = {"kinds": KINDS, "machines": MACHINES, "profiles": tuple(PROFILES), "most_hours": MOST_HOURS}
_MORE = {"reasons": REASONS}
_NO_WISH = {"kind": "", "for": "", "machine": "", "hours": ""}

LIST = Page(
    "openings.html", tables={"openings": _table}, about=lambda report, **more: {**_FORM, **_MORE, **more}
)
ONE = Page("opening.html", tables={"parts": _parts}, about=lambda report: _MORE)
MINE = Page(
    "choices.html", tables={"choices": _decided}, about=lambda report, **more: {**_FORM, **_MORE, **more}
)


# -- looking --------------------------------------------------------------------------------------


@router.get("/openings")
def openings(
    asked: Asking,
    q: Annotated[str, Query(description="the field, in your own words")] = "",
    kind: str = "",
    for_: Annotated[str, Query(alias="for", description="a profile")] = USUAL,
    machine: str = "",
    hours: str = "",
    top: Annotated[int, Query(ge=1, le=100)] = 10,
) -> Response:
    """Why, what is in the way, what to do first; ranked for one person."""
    if not q.strip():
        return choices(asked)
    newcomer, wanted = _newcomer(for_, machine, hours), _kind(kind)
    found = _look(asked.desk, q, wanted, top)
    if isinstance(found, Job):
        return asked.wait(found)
    key = ("openings", q, wanted, newcomer, top)
    report = asked.desk.value(key, lambda: _ranked(asked.desk, found, newcomer, top), personal=True)
    wish = {"kind": wanted, "for": newcomer.name, "machine": machine, "hours": hours}
    return asked.give(report, LIST, personal=True, top=top, wish=wish, records=_records(asked.desk))


@router.get("/openings/choices")
def choices(asked: Asking) -> Response:
    """What was taken and dismissed, and a field to ask for."""
    found, warnings = chosen(asked.desk.journal)
    fields = asked.desk.value(
        ("recent fields", asked.desk.shown_stamp),
        lambda: tuple(each.query for each in shown.recent(asked.desk.config, 8)),
    )
    return asked.give(
        found, MINE, personal=True, state=(fields, warnings), fields=fields, warnings=warnings, wish=_NO_WISH
    )


@router.get("/opening")
def opening(asked: Asking, id: str) -> Response:
    """All evidence, the first three steps, what would prove it wrong."""
    desk = asked.desk
    key = ("opening", id, desk.shown_stamp)
    found = desk.later(key, f"the opening {id}", lambda tell: _one(desk, id), personal=True)
    if isinstance(found, Job):
        return asked.wait(found)
    return asked.give(found, ONE, personal=True, state=desk.shown_stamp)


# -- choosing -------------------------------------------------------------------------------------

Words = Annotated[str, Form(max_length=2_000)]
Back = Annotated[str, Form(max_length=4_000)]


@router.post("/openings/take")
def take(asked: Asking, id: Words, note: Words = "", back: Back = "/openings") -> Response:
    """Into the plan."""
    from inroad.journal.openings import take as keep

    found = _one(asked.desk, id).opening
    keep(asked.desk.journal, found, asked.desk.now(), note.strip())
    return asked.back(back, f"In your plan: {found.title}. First step: {found.steps[0]}")


@router.post("/openings/dismiss")
def dismiss(
    asked: Asking,
    id: Words,
    reason: Words = "",
    why: Words = "",
    back: Back = "/openings",
) -> Response:
    """Not shown again, unless there is news of it."""
    from inroad.journal.openings import dismiss as put_away

    said = ": ".join(each.strip() for each in (reason, why) if each.strip())
    if not said:
        raise InputError("a dismissal needs its reason", "go back and choose one, or say it in a few words")
    found = _one(asked.desk, id).opening
    put_away(asked.desk.journal, found, asked.desk.now(), said)
    return asked.back(back, f"Dismissed: {found.title}. You find it again under “Yours”.")


@router.post("/openings/restore")
def restore(asked: Asking, id: Words, back: Back = "/openings") -> Response:
    """Undecided again."""
    from inroad.journal.openings import restore as undo

    was = undo(asked.desk.journal, id, asked.desk.now())
    return asked.back(back, f"{id} is no longer {was}.")


# -- asking ---------------------------------------------------------------------------------------


def _look(desk: Desk, query: str, kind: OpeningKind | None, top: int) -> Found | Job:
    """What there is, for whomever; of one kind taken from all where those are known already."""
    every = desk.has(("found", query, None, top))
    wanted = None if every else kind
    found = desk.later(
        ("found", query, wanted, top),
        f"openings in “{query}”",
        lambda tell: _found(desk, query, wanted, top, tell),
    )
    if isinstance(found, Job) or kind == wanted:
        return found
    return replace(found, answers=tuple(each for each in found.answers if each.kind == kind))


def _records(desk: Desk) -> tuple[Record, ...]:
    from inroad.openings.trying import shipped

    return desk.value("shipped records", shipped)


def _found(desk: Desk, query: str, kind: OpeningKind | None, top: int, tell: Tell = silent) -> Found:
    from inroad.openings.find import look
    from inroad.openings.transfer.latest import at_hand
    from inroad.signals.store import open_signals

    if kind in (None, "transfer") and not at_hand(desk.atlas):
        tell("which methods meet which tasks, once after a build", 0, None)
    return look(desk.atlas, open_signals(desk.config), query, kind=kind, top=top)


def _ranked(desk: Desk, found: Found, newcomer: Newcomer, top: int) -> OpeningsReport:
    from inroad.openings.find import ranked

    decided, warnings = chosen(desk.journal)
    report = ranked(found, newcomer, decided, top=top)
    failed = kept(desk.config, report)
    return replace(report, warnings=(*warnings, *report.warnings, *([failed] if failed else [])))


def _one(desk: Desk, opening_id: str) -> OpeningReport:
    def ask(query: str, kind: OpeningKind) -> OpeningsReport:
        from inroad.openings.find import ranked

        return ranked(_found(desk, query, kind, MOST_AGAIN), ANYBODY, top=MOST_AGAIN)

    return one(desk.config, opening_id, chosen(desk.journal)[0], ask)


def _newcomer(profile: str, machine: str, hours: str) -> Newcomer:
    """Whom to rank for, as the form says it."""
    if profile and profile not in PROFILES:
        raise InputError(f"there is no profile {profile!r}", f"choose one of {', '.join(PROFILES)}")
    return adapted(named(profile or USUAL), _machine(machine), _hours_a_week(hours))


def _machine(name: str) -> Machine | None:
    known = dict[str, Machine]((each, each) for each in MACHINES)
    if name and name not in known:
        raise InputError(f"there is no machine {name!r}", f"choose one of {', '.join(MACHINES)}")
    return known.get(name)


def _hours_a_week(text: str) -> float | None:
    try:
        hours = float(text) if text.strip() else None
    except ValueError:
        hours = 0.0
    if hours is not None and not 0.5 <= hours <= MOST_HOURS:
        raise InputError(f"{text!r} are no hours a week", f"write a number from 0.5 to {MOST_HOURS}")
    return hours


def _kind(name: str) -> OpeningKind | None:
    known: dict[str, Any] = {each: each for each in KINDS}
    if name and name not in known:
        raise InputError(f"there is no kind {name!r}", f"choose one of {', '.join(KINDS)}")
    found: OpeningKind | None = known.get(name)
    return found
