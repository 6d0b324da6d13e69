"""``inroad compare``: two methods or two fields side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inroad.cli import terminal
from inroad.cli.options import AsJson, AsOf, Html, Top, one_form
from inroad.types import Compared, CompareReport


def compare(
    ctx: typer.Context,
    a: Annotated[str, typer.Argument(metavar="A", help="A method; a field with --fields.")],
    b: Annotated[str, typer.Argument(metavar="B", help="What to compare it with.")],
    fields: Annotated[bool, typer.Option("--fields", help="Compare two fields, in your own words.")] = False,
    as_json: AsJson = False,
    html: Html = None,
    as_of: AsOf = None,
    top: Top = 10,
) -> None:
    """Put two methods or two fields side by side.

    How large they are and how they grow, who adopted them, what they have in common, and how sure the
    difference is.
    """
    one_form(as_json, html)
    from inroad.atlas.open import open_atlas
    from inroad.compare import compare as put
    from inroad.practice.catalogue import drills

    what: Compared = "fields" if fields else "methods"
    known = drills(ctx.obj.drills)
    report = put(open_atlas(ctx.obj), a, b, what, as_of=as_of, top=top, drills=known)
    show(report, as_json=as_json, html=html, top=top)


def show(report: CompareReport, *, as_json: bool, html: Path | None, top: int) -> None:
    """Print or write one report."""
    if html is not None:
        from inroad.cli.files import write_page
        from inroad.report.html import compare as page

        write_page(html, page(report))
    elif as_json:
        from inroad.report.json import dumps

        print(dumps(report))
    else:
        from inroad.report.compare_text import compare as text

        terminal.show_report(text(report, top))
