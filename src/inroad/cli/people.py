"""``inroad people``: who is active in a field."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson, AsOf, Top

if TYPE_CHECKING:
    from inroad.config import Config
    from inroad.path.people.faculty import FacultyList
    from inroad.types import PeopleReport


def people(
    ctx: typer.Context,
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help="A field, in your own words.")],
    as_json: AsJson = False,
    as_of: AsOf = None,
    top: Top = 10,
) -> None:
    """Show who is active in a field, by their recent papers.

    People of one name are told apart by whom they write with and about what; where that stays open, it is
    said.  Affiliations and homepages come from lists that you downloaded (inroad import csrankings), never
    from guessing.
    """
    # Pools of threads cost more than these small products take; NumPy looks at this when it is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from inroad.path.people.ask import quickly
    from inroad.path.people.faculty import stored
    from inroad.report.people_text import people as text

    asked, faculty = " ".join(query), stored(ctx.obj)
    report = quickly(ctx.obj, asked, top=top, faculty=faculty) if as_of is None else None
    terminal.answer(report or _by_tables(ctx.obj, asked, as_of, top, faculty), text, as_json)


def _by_tables(
    config: Config, query: str, as_of: dt.date | None, top: int, faculty: FacultyList | None
) -> PeopleReport:
    """Of an earlier day, or where something is not the usual case."""
    from inroad.cli.tables import atlas_of
    from inroad.path.people.ask import people as ask

    return ask(atlas_of(config, as_of), query, as_of=as_of, top=top, faculty=faculty)
