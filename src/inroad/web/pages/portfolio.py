"""What one can show, and what of it others may see."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Form, Query
from fastapi.responses import Response

from inroad.config import Config
from inroad.errors import InputError, InroadError
from inroad.path import showing
from inroad.path.skills import skills
from inroad.report import portfolio_html
from inroad.types import ItemState, LinkKind, PortfolioItem, PortfolioReport
from inroad.web import links
from inroad.web.forms import Asked, Asking, Page, Table

router = APIRouter()
Words = Annotated[str, Form(max_length=2_000)]
_PRINTER = threading.Lock()
STATES: dict[str, ItemState] = {"show": "shown", "hide": "hidden"}


def _items(report: PortfolioReport) -> Table:
    head = ("state", "item", "kind", "statement", "detail", "day", "proof")
    rows = (
        (each.state, each.item, each.kind, each.statement, each.detail, each.day, each.proof)
        for each in report.items
    )
    return Table(head, rows)


def _about(report: PortfolioReport, **more: Any) -> dict[str, object]:
    shown = [each for each in report.items if each.state == "shown"]
    titles = (("about", "About me"), *portfolio_html.SECTIONS)
    groups = [(title, [each for each in shown if each.kind == kind]) for kind, title in titles]
    return {
        "groups": [(title, mine) for title, mine in groups if mine],
        "proof": _proof,
        "kinds": get_args(LinkKind),
        "skills": skills(),
        "failure": None,
        "address": "",
        **more,
    }


def _proof(item: PortfolioItem) -> str:
    """Where the proof of a statement is on this site, before it is written."""
    if item.kind == "claim":
        return links.claim(item.item.partition(":")[2])
    if item.kind == "drills":
        return links.practice()
    return item.proof if item.proof.startswith(("http://", "https://")) else ""


PORTFOLIO = Page("portfolio_page.html", tables={"statements": _items}, about=_about)


@router.get("/portfolio")
def portfolio(asked: Asking) -> Response:
    """All statements, those that others may see as they see them."""
    report = showing.report(asked.desk.config, asked.desk.now())
    return asked.give(report, PORTFOLIO, personal=True, state=report)


@router.get("/portfolio/portfolio.zip")
def site(asked: Asking) -> Response:
    """The page with its proofs, as `inroad portfolio -o` writes it."""
    desk = asked.desk
    return _file(asked, "portfolio.zip", "application/zip", lambda: showing.zipped(desk.config, desk.now()))


@router.get("/portfolio/portfolio.pdf")
def sheet(asked: Asking, address: Annotated[str, Query(max_length=2_000)] = "") -> Response:
    """The same on one sheet of paper, as `inroad portfolio --pdf` prints it."""
    desk, told = asked.desk, address.strip()
    return _file(
        asked,
        "portfolio.pdf",
        "application/pdf",
        lambda: _printed(desk.config, desk.now(), told),
        address=told,
    )


def _printed(config: Config, now: dt.datetime, address: str) -> bytes:
    """One sheet at a time: each takes a whole browser, and a link from elsewhere may ask for many."""
    if not _PRINTER.acquire(blocking=False):
        raise InputError("a sheet is being printed already", "ask again when it is there")
    try:
        return showing.printed(config, now, address)
    finally:
        _PRINTER.release()


def _file(asked: Asked, name: str, kind: str, make: Callable[[], bytes], **typed: str) -> Response:
    """A file to keep; what went wrong with it is told on the page."""
    try:
        body = make()
    except InroadError as error:
        report = showing.report(asked.desk.config, asked.desk.now())
        state = (report, str(error))
        page = asked.refuse(error, report, PORTFOLIO, personal=True, state=state, **typed)
        page.status_code = 400 if isinstance(error, InputError) else 503
        return page
    head = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=kind, headers=head)


@router.post("/portfolio/mark")
def mark(asked: Asking, item: Words, do: Annotated[Literal["show", "hide"], Form()]) -> Response:
    """Let others see a statement, or not."""
    report = showing.mark(asked.desk.config, [item], STATES[do], asked.desk.now())
    return asked.back(links.portfolio(), report.said.partition(" Undo it with")[0])


@router.post("/portfolio/add")
def add(
    asked: Asking, url: Words, title: Words, kind: Annotated[LinkKind, Form()] = "writing", skill: Words = ""
) -> Response:
    """Keep something that stands elsewhere."""
    now = asked.desk.now()
    showing.add(asked.desk.config, url, title, kind, skill, now.date(), now)
    return asked.back(links.portfolio(), "Kept. It is not shown yet.")


@router.post("/portfolio/remove")
def remove(asked: Asking, item: Words) -> Response:
    """Take a link out."""
    report = showing.remove(asked.desk.config, item, asked.desk.now())
    return asked.back(links.portfolio(), report.said)
