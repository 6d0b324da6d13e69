"""The portfolio as pages that stand alone, and as one sheet of paper."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from markupsafe import Markup

from inroad.report import html
from inroad.types import PortfolioItem

SECTIONS = (
    ("claim", "Claims of papers, decided by my own runs"),
    ("link", "Work that others can look at"),
    ("demo", "Demos that run"),
    ("drills", "Methods I can build from memory"),
    ("helped", "Help, by my own notes"),
    ("hours", "Time"),
)


def page(items: Sequence[PortfolioItem], day: dt.date) -> str:
    """The page of what may be seen; addresses of proofs are those within its folder."""
    return _render("portfolio.html", **_names(items, day))


def journal(items: Sequence[PortfolioItem], drills: Mapping[str, Sequence[Any]], day: dt.date) -> str:
    """What the journal holds of statements that are proved by it alone."""
    return _render("portfolio_journal.html", **_names(items, day), drills=drills)


def sheet(items: Sequence[PortfolioItem], day: dt.date, address: str, more: int) -> str:
    """One sheet of paper.

    Args:
        items: what stands on it.
        day: when it is made.
        address: where the page will be; "": not known, and then only addresses of the web are linked.
        more: statements for which there was no room.
    """
    css = html.style() + _sheet_css()
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    names = _names(items, day)
    base = address.rstrip("/") + "/" if address else ""
    return _render("portfolio_sheet.html", **names, more=more, place=base, style=Markup(css), policy=policy)  # noqa: S704


def _names(items: Sequence[PortfolioItem], day: dt.date) -> dict[str, Any]:
    said = {each.item.removeprefix("about:"): each for each in items if each.kind == "about"}
    about = {name: said.get(name) for name in ("name", "aim", "fields", "domain", "tools")}
    groups = [(title, [each for each in items if each.kind == kind]) for kind, title in SECTIONS]
    return {"about": about, "groups": [(title, mine) for title, mine in groups if mine], "day": day}


def _render(template: str, **names: Any) -> str:
    return html.alone(template, **names)


@cache
def _sheet_css() -> str:
    return (html.TEMPLATES / "sheet.css").read_text(encoding="utf-8").replace("\r\n", "\n")
