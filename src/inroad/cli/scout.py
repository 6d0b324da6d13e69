"""``inroad scout``: the state of a field and where one could get in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson, AsOf, Html, Top, one_form
from inroad.types import FieldReport


def scout(
    ctx: typer.Context,
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help="A field, in your own words.")],
    as_json: AsJson = False,
    html: Html = None,
    as_of: AsOf = None,
    top: Top = 10,
) -> None:
    """Show the state of a field and where you could get in.

    What it is, how fast it grows, which methods it stands on and who really uses them, what is being
    worked on, what to read first, and where something is left for you to do.
    """
    one_form(as_json, html)
    from inroad.atlas.open import open_atlas
    from inroad.practice.catalogue import drills
    from inroad.scout import scout as look

    atlas = open_atlas(ctx.obj)
    if atlas.texts is not None:  # the starter is asked without loading an index
        from inroad.search.said import quick

        atlas = quick(ctx.obj, atlas)

    report = look(atlas, " ".join(query), as_of=as_of, top=top, drills=drills(ctx.obj.drills))
    show(report, as_json=as_json, html=html, top=top)


def show(report: FieldReport, *, as_json: bool, html: Path | None, top: int) -> None:
    """Print or write one report."""
    if html is not None:
        from inroad.cli.files import write_page
        from inroad.report.html import field

        write_page(html, field(report, top))
    elif as_json:
        from inroad.report.json import dumps

        print(dumps(report))
    else:
        from inroad.report.text import field as text

        terminal.show_report(text(report, top))
