"""``inroad venues``: where a field publishes, and by when."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson, AsOf, Top

if TYPE_CHECKING:
    from inroad.config import Config
    from inroad.path.venues.ask import Asked
    from inroad.types import VenuesReport

NOW = dt.datetime.now


def venues(
    ctx: typer.Context,
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help="A field, in your own words.")],
    zone: Annotated[
        str,
        typer.Option("--zone", metavar="ZONE", help="Your time zone, like Europe/Berlin; else TZ, else UTC."),
    ] = "",
    deadlines: Annotated[
        list[Path] | None,
        typer.Option(
            "--deadlines", metavar="FILE", help="A list of deadlines for this once; may be repeated."
        ),
    ] = None,
    target: Annotated[
        str,
        typer.Option("--for", metavar="VENUE", help="Plan for this venue; else the soonest within reach."),
    ] = "",
    hours: Annotated[float, typer.Option("--hours", metavar="N", help="Hours that you have a week.")] = 10,
    ics: Annotated[
        Path | None, typer.Option("--ics", metavar="FILE", help="Write deadlines and plan for your calendar.")
    ] = None,
    as_json: AsJson = False,
    as_of: AsOf = None,
    top: Top = 10,
) -> None:
    """Show where a field publishes, by when, and which doors take first papers.

    Deadlines come from lists that you downloaded (inroad import deadlines, or --deadlines), are shown in your
    time zone beside what the list states, and are planned for backwards.
    """
    from inroad.path.venues.ask import Asked, quickly
    from inroad.path.venues.lists import read, stored
    from inroad.path.venues.times import own_zone, users_zone
    from inroad.report.venues_text import venues as text

    where = users_zone(zone) if zone else own_zone(os.environ)
    lists = read(deadlines) if deadlines else stored(ctx.obj)
    now = dt.datetime.combine(as_of, dt.time(), dt.UTC) if as_of else NOW(dt.UTC)
    asked, field = Asked(lists, where, now, top, hours, target), " ".join(query)
    report = quickly(ctx.obj, field, asked) if as_of is None else None
    report = report or _by_tables(ctx.obj, field, asked, as_of)
    terminal.answer(report, text, as_json)
    if ics is not None:
        from inroad.cli.files import write_text
        from inroad.path.venues.ical import calendar

        write_text(ics, calendar(report, report.plan))
        terminal.complain(f"wrote {ics}; open it with your calendar")


def _by_tables(config: Config, query: str, asked: Asked, as_of: dt.date | None) -> VenuesReport:
    """Of an earlier day, or where something is not the usual case."""
    from inroad.cli.tables import atlas_of
    from inroad.path.venues.ask import venues as ask

    return ask(atlas_of(config, as_of), query, asked, as_of=as_of)
